using System.Globalization;
using System.Text.Json;
using RvWeb.Deploy.Release.Aws;

namespace RvWeb.Deploy.Release.Functions;

/// <summary>A function as Lambda's API offers it.</summary>
internal sealed class LambdaFunction(AwsCli aws, string name, TimeProvider time)
{
    // AWS tells nobody when it is done: it has to be asked.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    internal string Name { get; } = name;

    internal async Task<FunctionState> DescribeAsync(string? version, CancellationToken cancellationToken) => FunctionStates.Read(await AskAsync(
        "get-function-configuration", version is null ? [] : ["--qualifier", version], cancellationToken));

    /// <summary>Waits for the last change to be finished.</summary>
    /// <param name="state">What was said last.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    /// <exception cref="DeployFailedException">It failed.</exception>
    internal async Task<FunctionState> UntilStillAsync(FunctionState state, CancellationToken cancellationToken)
    {
        while (state.IsMoving)
        {
            await Task.Delay(Pause, time, cancellationToken);
            state = await DescribeAsync(state.Version == "$LATEST" ? null : state.Version, cancellationToken);
        }

        return state.HasFailed
            ? throw new DeployFailedException(
                $"Lambda could not finish the update of {Name}: {state.ProgressReason ?? "it gives no reason"}. Mend the cause and run this again.")
            : state;
    }

    /// <summary>Sets runtime and handler and waits until Lambda has done so.</summary>
    internal async Task<FunctionState> SetRuntimeAsync(string runtime, string handler, CancellationToken cancellationToken) => await UntilStillAsync(
        FunctionStates.Read(await AskAsync("update-function-configuration", ["--runtime", runtime, "--handler", handler], cancellationToken)),
        cancellationToken);

    /// <summary>Uploads code and waits until Lambda has it.</summary>
    /// <param name="source">Where the code is, as options of the AWS CLI.</param>
    /// <param name="architecture">Can be changed only together with the code.</param>
    /// <param name="cancellationToken">Stops the upload; the function keeps its code.</param>
    internal async Task<FunctionState> SetCodeAsync(IReadOnlyList<string> source, string architecture, CancellationToken cancellationToken) => await UntilStillAsync(
        FunctionStates.Read(await AskAsync("update-function-code", [.. source, "--architectures", architecture], cancellationToken)),
        cancellationToken);

    /// <summary>The number of a version that holds the newest code and can be called; an old one if nothing has changed since.</summary>
    internal async Task<string> PublishAsync(string codeSha256, string description, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("publish-version", ["--code-sha256", codeSha256, "--description", description], cancellationToken);
        return (await UntilStillAsync(FunctionStates.Read(answer), cancellationToken)).Version;
    }

    /// <summary>The published ones, the oldest first.</summary>
    internal async Task<IReadOnlyList<FunctionState>> VersionsAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync("list-versions-by-function", [], cancellationToken);
        return [.. answer.GetProperty("Versions").EnumerateArray()
            .Select(FunctionStates.Read)
            .Where(state => state.Version != "$LATEST")
            .OrderBy(state => int.Parse(state.Version, CultureInfo.InvariantCulture))];
    }

    /// <summary>Null if the function has none.</summary>
    internal async Task<LiveAlias?> AliasAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Alias(await AskAsync("get-alias", ["--name", LiveAlias.Name], cancellationToken));
        }
        catch (AwsErrorException missing) when (missing.Code == "ResourceNotFoundException")
        {
            return null;
        }
    }

    /// <summary>Points the alias to the version, and makes it if there was none.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="version">Where it shall be.</param>
    /// <param name="history">What it pointed to before that.</param>
    /// <param name="cancellationToken">Kills the request; it may have been heard already.</param>
    internal async Task<LiveAlias> MoveAliasAsync(LiveAlias? from, string version, LiveHistory history, CancellationToken cancellationToken) => Alias(await AskAsync(
        from is null ? "create-alias" : "update-alias",
        [
            "--name", LiveAlias.Name, "--function-version", version, "--description", history.After(version),
            .. from?.RevisionId is { } revision ? new[] { "--revision-id", revision } : [],
        ],
        cancellationToken));

    internal Task DeleteAliasAsync(CancellationToken cancellationToken) =>
        AskAsync("delete-alias", ["--name", LiveAlias.Name], cancellationToken);

    /// <summary>Whether the function's URL takes only signed requests; false if it has none.</summary>
    internal async Task<bool> IsUrlSignedAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await AskAsync("get-function-url-config", ["--qualifier", LiveAlias.Name], cancellationToken);
            return answer.GetProperty("AuthType").GetString() == "AWS_IAM";
        }
        catch (AwsErrorException missing) when (missing.Code == "ResourceNotFoundException")
        {
            return false;
        }
    }

    private static LiveAlias Alias(JsonElement answer)
    {
        var version = answer.GetProperty("FunctionVersion").GetString()!;
        var description = answer.TryGetProperty("Description", out var text) ? text.GetString() : null;
        return new LiveAlias(
            version,
            answer.TryGetProperty("RevisionId", out var revision) ? revision.GetString() : null,
            LiveHistory.Read(description, version));
    }

    private Task<JsonElement> AskAsync(string operation, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        aws.AskAsync("lambda", operation, ["--function-name", Name, .. arguments], cancellationToken);
}
