using System.Text.Json.Nodes;
using RvWeb.Deploy;
using RvWeb.Deploy.Release;

namespace RvWeb.Tests.Deploy.Release;

/// <summary>One run of RvWeb.Deploy, in this process.</summary>
internal sealed record VerbRun(int ExitCode, string Output, string Error)
{
    /// <summary>What --json printed.</summary>
    public JsonNode Json => JsonNode.Parse(Output)!;

    internal static Task<VerbRun> OfAsync(Surroundings surroundings, params string[] args) =>
        OfAsync(surroundings, TestContext.Current.CancellationToken, args);

    internal static async Task<VerbRun> OfAsync(Surroundings surroundings, CancellationToken cancellationToken, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(args, output, error, surroundings, cancellationToken);
        return new VerbRun(exitCode, output.ToString(), error.ToString());
    }

    internal VerbRun MustSucceed()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }

    internal VerbRun MustFailWith(string text)
    {
        Assert.True(ExitCode == 1, $"exit code {ExitCode}\n{Output}\n{Error}");
        Assert.Contains(text, Error, StringComparison.Ordinal);
        return this;
    }
}
