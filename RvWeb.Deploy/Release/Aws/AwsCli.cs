using System.Text.Json;
using RvWeb.Processes;

namespace RvWeb.Deploy.Release.Aws;

/// <summary>
/// The door to AWS: the AWS CLI (version 1 or 2) with its own chain of credentials, and its AWS_ENDPOINT_URL.
/// </summary>
internal sealed class AwsCli(LocalPrograms programs, AwsAccess access, Surroundings surroundings)
{
    private static readonly string[] SecretVariables = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

    /// <summary>What AWS answers; an empty object if it answers nothing.</summary>
    /// <param name="service">As the CLI calls it, such as <c>lambda</c>.</param>
    /// <param name="operation">As the CLI calls it, such as <c>get-alias</c>.</param>
    /// <param name="arguments">Passed as they are.</param>
    /// <param name="cancellationToken">Kills the CLI.</param>
    /// <exception cref="AwsErrorException">AWS cannot be asked or refuses.</exception>
    internal async Task<JsonElement> AskAsync(
        string service, string operation, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var answer = await RunAsync([service, operation, .. arguments, "--output", "json", .. access.Arguments], cancellationToken);
        if (answer.ExitCode != 0)
            throw AwsErrors.Read($"{service} {operation}", AwsSecrets.Hide(answer.Error, SecretVariables.Select(surroundings.Variable).OfType<string>()));

        using var document = JsonDocument.Parse(answer.Output.Length == 0 ? "{}" : answer.Output);
        return document.RootElement.Clone();
    }

    private async Task<ProgramAnswer> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await programs.RunAsync("aws", arguments, Settings(), cancellationToken);
        }
        catch (ChildProcessException)
        {
            throw new DeployFailedException(
                "There is no `aws` in PATH: the AWS CLI is the door to AWS. Install it (apt-get install awscli, brew install awscli, "
                + "or https://aws.amazon.com/cli), then run this again.");
        }
    }

    // No pager waits for a key, and what a person has set stays. The CLI's own default would try a dead endpoint five times.
    private Dictionary<string, string> Settings() => new()
    {
        ["AWS_PAGER"] = "",
        ["PYTHONUTF8"] = "1",
        ["AWS_RETRY_MODE"] = surroundings.Variable("AWS_RETRY_MODE") ?? "standard",
        ["AWS_MAX_ATTEMPTS"] = surroundings.Variable("AWS_MAX_ATTEMPTS") ?? "3",
    };
}
