using System.Text.RegularExpressions;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Deploy.Release;

/// <summary>test-stack against the app behind our own edge.</summary>
[Collection(AwsSeries.Name)]
public sealed partial class TestStackTests
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task An_app_behind_the_edge_passes_and_one_without_an_edge_does_not()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var web = new BuiltProgram(BuiltProgram.PathOf("RvWeb.Web"), [], ("PORT", "0"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"));
        var origin = Url().Match((await web.LinesUntilAsync("Now listening on", cancellationToken))[^1]).Value;
        await using var edge = new BuiltProgram(
            BuiltProgram.PathOf("RvWeb.Edge"), ["--template", FakeAws.Template, "--origin", origin, "--port", "0"]);
        var viewers = Url().Match((await edge.LinesUntilAsync("edge listening", cancellationToken))[^1]).Value;

        var passed = (await VerbRun.OfAsync(Machine.With(), "test-stack", "--edge-url", viewers, "--function-url", origin)).MustSucceed();
        Assert.Contains("All 8 checks passed.", passed.Output, StringComparison.Ordinal);

        var failed = await VerbRun.OfAsync(Machine.With(), "test-stack", "--edge-url", origin, "--function-url", origin, "--direct-calls", "refused", "--json");
        Assert.Equal(1, failed.ExitCode);
        Assert.Equal(
            ["edge: the first answer is a miss", "edge: then it is a hit", "function: a direct call is refused"],
            failed.Json["checks"]!.AsArray().Where(check => !(bool)check!["passed"]!).Select(check => (string)check!["name"]!));
    }

    [Fact(Timeout = Limit)]
    public async Task Where_nothing_answers_every_check_fails_and_says_why()
    {
        using var taken = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        taken.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var nobody = $"http://{taken.LocalEndPoint}";

        var failed = await VerbRun.OfAsync(Machine.With(), "test-stack", "--edge-url", nobody, "--function-url", nobody);

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("refused", failed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" ok ", failed.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"http://[^\s)]+")]
    private static partial Regex Url();
}
