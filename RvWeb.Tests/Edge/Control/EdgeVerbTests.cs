using System.Text.Json.Nodes;
using RvWeb.Edge.Hosting;

namespace RvWeb.Tests.Edge.Control;

public sealed class EdgeVerbTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task Inspect_shows_entries_numbers_and_warnings_in_tables()
    {
        await using var edge = await StartAsync();
        await edge.GetAsync("/a[1]");

        var (code, output, error) = await RunAsync("inspect", edge);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("/a[1]", output, StringComparison.Ordinal);
        Assert.Contains("max-age 60 s", output, StringComparison.Ordinal);
        Assert.Contains("distribution Dist: 1 origin fetches, 0 invalidations", output, StringComparison.Ordinal);
        Assert.Contains("warning: stale-window-without-number at behavior '*'", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Inspect_prints_json_of_the_entries_that_a_pattern_names()
    {
        await using var edge = await StartAsync();
        await edge.GetAsync("/a");
        await edge.GetAsync("/b");

        var (code, output, _) = await RunAsync("inspect /b --json", edge);

        Assert.Equal(0, code);
        Assert.Equal("/b", (string?)Assert.Single(JsonNode.Parse(output)!["entries"]!.AsArray())!["path"]);
    }

    [Fact(Timeout = Limit)]
    public async Task Invalidate_removes_paths_and_says_how_many_entries_went()
    {
        await using var edge = await StartAsync();
        await edge.GetAsync("/a");

        var (code, output, _) = await RunAsync("invalidate /a /b/*", edge);

        Assert.Equal(0, code);
        Assert.Matches(@"^I\w{13}: 1 entry removed\s*$", output);
        Assert.Equal("Miss from cloudfront", (await edge.GetAsync("/a"))["X-Cache"]);
    }

    [Theory(Timeout = Limit)]
    [InlineData("invalidate", "Required argument missing", 2)]
    [InlineData("invalidate a", "PATH 'a' does not begin with a slash", 2)]
    [InlineData("inspect a", "PATTERN 'a' does not begin with a slash", 2)]
    [InlineData("inspect --url localhost:9002", "--url localhost:9002: give an address", 2)]
    [InlineData("inspect --nonsense", "'--nonsense'", 2)]
    [InlineData("inspect --url http://127.0.0.1:1", "nothing listens at http://127.0.0.1:1: start the edge, or give its address with --url.", 1)]
    [InlineData("invalidate /* --url http://127.0.0.1:1", "nothing listens at http://127.0.0.1:1", 1)]
    public async Task What_is_wrong_is_told_in_one_line(string line, string expected, int expectedCode)
    {
        var (code, _, error) = await RunAsync(line, null);

        Assert.Equal(expectedCode, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact(Timeout = Limit)]
    public async Task A_location_that_is_not_there_is_told_by_the_edge()
    {
        await using var edge = await StartAsync();

        var (code, _, error) = await RunAsync("inspect --pop 7", edge);

        Assert.Equal(1, code);
        Assert.Contains("pop is '7': use a number from 1 to 1", error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task What_is_no_edge_is_told()
    {
        await using var edge = await StartAsync();

        var (code, _, error) = await RunAsync($"inspect --url http://127.0.0.1:{edge.OriginPort}", null);

        Assert.Equal(1, code);
        Assert.Contains("is no edge", error, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("inspect --help", "--json")]
    [InlineData("invalidate --help", "--url")]
    [InlineData("--help", "inspect")]
    [InlineData("--help", "--pops")]
    public async Task Help_names_verbs_and_options(string line, string expected)
    {
        var (code, output, _) = await RunAsync(line, null);

        Assert.Equal(0, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    private static Task<EdgeHarness> StartAsync() => EdgeHarness.StartAsync(
        new CountingOrigin("max-age=60, stale-while-revalidate").AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<(int Code, string Output, string Error)> RunAsync(string line, EdgeHarness? edge)
    {
        string[] url = edge is null ? [] : ["--url", edge.Viewer.BaseAddress!.GetLeftPart(UriPartial.Authority)];
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await new EdgeCommand().RunAsync([.. line.Split(' '), .. url], output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
