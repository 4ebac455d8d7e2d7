using System.CommandLine;
using System.Text.Json;
using RvWeb.Deploy.Release.Aws;
using RvWeb.Deploy.Release.Reports;

namespace RvWeb.Deploy.Release.Verbs;

/// <summary>Gives a verb its common options, its session and its way to report.</summary>
internal static class ReleaseVerb
{
    internal static Command Create(
        string name,
        string description,
        Surroundings surroundings,
        Func<Session, ParseResult, CancellationToken, Task<VerbResult>> work,
        params IEnumerable<Option> options)
    {
        var command = new Command(name, description);
        foreach (var option in options)
            command.Add(option);
        var common = new ReleaseOptions();
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(common, surroundings, work, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ReleaseOptions options,
        Surroundings surroundings,
        Func<Session, ParseResult, CancellationToken, Task<VerbResult>> work,
        ParseResult parsed,
        CancellationToken cancellationToken)
    {
        var console = parsed.InvocationConfiguration;
        var target = options.Target(parsed);
        await using var session = new Session(target, surroundings, console.Error);
        try
        {
            var result = await work(session, parsed, cancellationToken);
            await console.Output.WriteLineAsync(options.WantsJson(parsed) ? result.Json : result.Text);
            return result.ExitCode;
        }
        catch (AwsErrorException error)
        {
            return await FailAsync(AwsAdvice.For(error, target, surroundings.Variable("AWS_ENDPOINT_URL")), console, options.WantsJson(parsed));
        }
        catch (DeployFailedException failure)
        {
            return await FailAsync(failure.Message, console, options.WantsJson(parsed));
        }
    }

    private static async Task<int> FailAsync(string message, InvocationConfiguration console, bool json)
    {
        await console.Error.WriteLineAsync(message);
        if (json)
            await console.Output.WriteLineAsync(JsonSerializer.Serialize(new FailureReport(message), ReleaseJsonContext.Default.FailureReport));
        return 1;
    }
}
