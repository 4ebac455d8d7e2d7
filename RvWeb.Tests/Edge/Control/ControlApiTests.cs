using System.Text.Json.Nodes;
using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Control;

public sealed class ControlApiTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task An_entry_is_listed_with_its_key_its_times_and_why()
    {
        var policy = Policy() with { QueryStrings = Names(SelectionMode.All), Headers = HeaderNames("Authorization") };
        await using var edge = await EdgeHarness.StartAsync(
            new CountingOrigin("max-age=10, stale-while-revalidate=20, stale-if-error=40").AnswerAsync, policy, cancellationToken: TestContext.Current.CancellationToken);
        for (var request = 0; request < 3; request++)
            await edge.GetAsync("/a?x=1", ("Authorization", "secret"));
        edge.Clock.Advance(S(15));

        var entry = Assert.Single((await AskAsync(edge, "/.edge/entries")).AsArray())!;

        Assert.Equal(("/a", "x=1", "GET", "LOCAL1-P1"), ((string?)entry["path"], (string?)entry["query"], (string?)entry["method"], (string?)entry["pop"]));
        Assert.Equal(("stale", 15, 10), ((string?)entry["state"], (int?)entry["age"], (int?)entry["lifetime"]));
        Assert.Equal((20, 40, 2), ((int?)entry["staleWhileRevalidate"], (int?)entry["staleIfError"], (int?)entry["hits"]));
        Assert.Equal(("max-age 10 s", 7), ((string?)entry["reason"], (int?)entry["bytes"]));
        Assert.DoesNotContain("secret", entry.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData(5, "fresh")]
    [InlineData(15, "stale")]
    [InlineData(35, "kept for errors")]
    [InlineData(55, "expired")]
    public async Task The_state_follows_the_clock(int age, string state)
    {
        await using var edge = await EdgeHarness.StartAsync(
            new CountingOrigin("max-age=10, stale-while-revalidate=20, stale-if-error=40").AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/a");
        edge.Clock.Advance(S(age));

        Assert.Equal(state, (string?)(await AskAsync(edge, "/.edge/entries"))[0]!["state"]);
    }

    [Fact(Timeout = Limit)]
    public async Task Entries_are_chosen_by_path_location_and_number()
    {
        await using var edge = await EdgeHarness.StartAsync(new CountingOrigin("max-age=10").AnswerAsync, pops: 2, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/a/1");
        await edge.GetAsync("/a/2");
        await edge.GetAsync("/b", ("X-Edge-Pop", "2"));

        Assert.Equal(["/a/1", "/a/2"], await PathsAsync(edge, "?path=/a/*"));
        Assert.Equal(["/b"], await PathsAsync(edge, "?pop=2"));
        Assert.Equal(["/a/1"], await PathsAsync(edge, "?limit=1"));
    }

    [Fact(Timeout = Limit)]
    public async Task One_entry_is_shown_with_its_headers_but_no_cookie()
    {
        await using var edge = await EdgeHarness.StartAsync(
            context =>
            {
                context.Response.Headers.SetCookie = "id=secret";
                context.Response.Headers["X-Shown"] = "yes";
                return Task.CompletedTask;
            },
            Policy() with { Cookies = Names(SelectionMode.All) }, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/a");
        var id = (string?)(await AskAsync(edge, "/.edge/entries"))[0]!["id"];

        var detail = await AskAsync(edge, $"/.edge/entries/{id}");

        Assert.Equal("yes", (string?)detail["headers"]!["X-Shown"]![0]);
        Assert.StartsWith("#", (string?)detail["headers"]!["Set-Cookie"]![0], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Requests_fetches_and_bytes_are_counted_per_location()
    {
        var origin = new CountingOrigin("max-age=10");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, pops: 2, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/a");
        await edge.GetAsync("/a");
        await edge.SendAsync(HttpMethod.Trace, "/a", null, ("X-Edge-Pop", "2"));

        var statistics = await AskAsync(edge, "/.edge/statistics");
        var (first, second) = (statistics["locations"]![0]!, statistics["locations"]![1]!);

        Assert.Equal(1, (int?)statistics["originFetches"]);
        Assert.Equal((1, 1, 0, 1), ((int?)first["hits"], (int?)first["misses"], (int?)first["errors"], (int?)first["entries"]));
        Assert.Equal((0, 0, 1, 0), ((int?)second["hits"], (int?)second["misses"], (int?)second["errors"], (int?)second["entries"]));
        Assert.True((long?)first["bytes"] > 7);
    }

    [Fact(Timeout = Limit)]
    public async Task The_cache_is_cleared()
    {
        await using var edge = await EdgeHarness.StartAsync(new CountingOrigin("max-age=10").AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/a");

        Assert.Equal(201, (await edge.SendAsync(HttpMethod.Post, "/.edge/clear")).Status);
        Assert.Equal("[]", (await edge.GetAsync("/.edge/entries")).Body);
        Assert.Equal("/*", (string?)(await AskAsync(edge, "/.edge/invalidations"))[0]!["paths"]![0]);
    }

    [Theory(Timeout = Limit)]
    [InlineData("GET", "/.edge/entries?path=a", 400, "'a' does not begin with a slash")]
    [InlineData("GET", "/.edge/entries?limit=0", 400, "limit is '0'")]
    [InlineData("GET", "/.edge/entries?pop=2", 400, "pop is '2'")]
    [InlineData("GET", "/.edge/entries/gone", 404, "There is no entry 'gone'")]
    [InlineData("GET", "/.edge/other", 404, "GET /.edge/other is not served")]
    [InlineData("GET", "/.edge", 404, "is not served")]
    [InlineData("POST", "/.edge/entries", 404, "is not served")]
    [InlineData("POST", "/.edge/invalidations", 400, "The body is no JSON")]
    public async Task Wrong_input_is_told(string method, string path, int status, string problem)
    {
        await using var edge = await EdgeHarness.StartAsync(new CountingOrigin("").AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        using var body = method == "POST" ? new StringContent("x") : null;

        var reply = await edge.SendAsync(HttpMethod.Parse(method), path, body);

        Assert.Equal(status, reply.Status);
        Assert.Contains(problem, (string?)JsonNode.Parse(reply.Body)!["error"], StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("""{"paths":["a"]}""", "does not begin with a slash")]
    [InlineData("""{"paths":[null]}""", "a path is empty")]
    [InlineData("""{"paths":[]}""", "There is no path")]
    [InlineData("{}", "There is no path")]
    public async Task Wrong_paths_are_told(string body, string problem)
    {
        await using var edge = await EdgeHarness.StartAsync(new CountingOrigin("").AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        using var content = new StringContent(body);

        var reply = await edge.SendAsync(HttpMethod.Post, "/.edge/invalidations", content);

        Assert.Equal(400, reply.Status);
        Assert.Contains(problem, reply.Body, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "evil.example")]
    public async Task Web_pages_are_kept_out(string header, string value)
    {
        await using var edge = await EdgeHarness.StartAsync(new CountingOrigin("max-age=10").AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/a");
        using var content = new StringContent("""{"paths":["/*"]}""");

        var reply = await edge.SendAsync(HttpMethod.Post, "/.edge/invalidations", content, (header, value));

        Assert.Equal(403, reply.Status);
        Assert.Contains(value, reply.Body, StringComparison.Ordinal);
        Assert.Equal("Hit from cloudfront", (await edge.GetAsync("/a"))["X-Cache"]);
    }

    private static async Task<JsonNode> AskAsync(EdgeHarness edge, string path)
    {
        var reply = await edge.GetAsync(path);
        Assert.Equal((200, "application/json"), (reply.Status, reply["Content-Type"]));
        return JsonNode.Parse(reply.Body)!;
    }

    private static async Task<IEnumerable<string?>> PathsAsync(EdgeHarness edge, string query) =>
        (await AskAsync(edge, "/.edge/entries" + query)).AsArray().Select(entry => (string?)entry!["path"]);
}
