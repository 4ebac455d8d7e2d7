using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RvWeb.Tests.EndToEnd;

/// <summary>The promise of the whole: a viewer never waits for a cold start of a page that the edge has.</summary>
[Collection(EndToEndSeries.Name)]
public sealed partial class StaleWhileRevalidateTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_stale_page_comes_at_once_while_a_reaped_function_starts_anew()
    {
        ProcessTree.Required();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = new BuiltProgram(BuiltProgram.PathOf("RvWeb.Emulator"),
            ["--function", "web", "--command", BuiltProgram.PathOf("RvWeb.Web"), "--port", "0", "--function-url", "0", "--idle", "1"]);
        var functionUrl = Url().Match((await emulator.LinesUntilAsync("function URL", cancellationToken))[^1]).Value;
        await using var edge = new BuiltProgram(BuiltProgram.PathOf("RvWeb.Edge"),
            ["--template", RvWeb.Deploy.Solution.Here().CommittedTemplate, "--origin", functionUrl, "--port", "0"]);
        using var client = new HttpClient();
        client.BaseAddress = new Uri(Url().Match((await edge.LinesUntilAsync("edge listening", cancellationToken))[^1]).Value);

        var first = await AskAsync(client, cancellationToken);
        Assert.Equal("Miss", first.XCache);
        await emulator.LinesUntilAsync("Init Duration", cancellationToken);
        await ProcessTree.AllGoneAsync(ProcessTree.Descendants(emulator.Id).FindAll(ProcessTree.HasRuntimeApi));

        // Fresh for 2 s by the real clock; the environment, reaped after 1 s, has gone by now.
        var stale = await AskUntilAsync(client, "RefreshHit", cancellationToken);
        Assert.Equal(first.Body, stale.Body);
        await emulator.LinesUntilAsync("Init Duration", cancellationToken);

        var renewed = await AskUntilAsync(client, "Hit", cancellationToken);
        Assert.NotEqual(first.Body, renewed.Body);
    }

    private static async Task<(string XCache, string Body)> AskAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(new Uri("/time", UriKind.Relative), cancellationToken);
        return (response.Headers.GetValues("X-Cache").Single().Split(' ')[0], await response.Content.ReadAsStringAsync(cancellationToken));
    }

    private static async Task<(string XCache, string Body)> AskUntilAsync(HttpClient client, string xCache, CancellationToken cancellationToken)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await again.WaitForNextTickAsync(cancellationToken))
            if (await AskAsync(client, cancellationToken) is var answer && answer.XCache == xCache)
                return answer;
        throw new UnreachableException();
    }

    [GeneratedRegex(@"http://[^\s)]+")]
    private static partial Regex Url();
}
