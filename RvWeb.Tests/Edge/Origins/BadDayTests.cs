using System.Text.Json.Nodes;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>
/// Failing, slow, hanging and lying origins at once, and one that works, behind one edge. Nobody waits for longer than a timeout
/// of the template, the good origin's viewers notice nothing, and what was cached stays.
/// </summary>
public sealed class BadDayTests : IAsyncDisposable
{
    private const int Limit = 120_000;
    private const int Viewers = 6;
    private const string Head = "HTTP/1.1 200 OK\r\nCache-Control: max-age=2\r\n";
    private const string Good = Head + "Content-Length: 4\r\n\r\ngood";
    private const string Cut = "cut";

    /// <summary>Behaviors by name: what their origin sends on a bad day, and whether it then hangs instead of closing.</summary>
    private static readonly Dictionary<string, (string Answer, bool Hangs)> Origins = new()
    {
        ["fine"] = (Good, false),
        ["failing"] = ("HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\noops", false),
        ["garbage"] = ("SSH-2.0-OpenSSH_9.2\r\n\r\n", false),
        ["silent"] = ("", true),
        ["dripping"] = ("HTTP/1.1 200 OK\r\nX-A: ", true),
        ["gone"] = ("", false),
        ["truncated"] = (Head + "Content-Length: 100\r\n\r\nshort", false),
        ["stalling"] = (Head + "Content-Length: 100\r\n\r\nshort", true),
        ["broken-chunks"] = (Head + "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\nnonsense\r\n", false),
        ["longer"] = (Good + "GET /evil HTTP/1.1\r\n\r\n", false),
    };

    private readonly SemaphoreSlim _hanging = new(0);
    private readonly Dictionary<string, RawOrigin> _origins;
    private bool _isBad;

    public BadDayTests() => _origins = Origins.ToDictionary(origin => origin.Key, origin => new RawOrigin(connection => ServeAsync(connection, origin.Value)));

    public async ValueTask DisposeAsync()
    {
        foreach (var origin in _origins.Values)
            await origin.DisposeAsync();
        _hanging.Dispose();
    }

    // Their failures come before the answer begins: the stale copy can stand in.
    private static readonly string[] StaleStandsIn = ["failing", "garbage", "silent", "dripping", "gone"];
    private static readonly string[] CutWithin = ["truncated", "broken-chunks"];

    [Fact(Timeout = Limit)]
    public async Task Every_viewer_gets_an_answer_or_a_clean_cut_and_stale_copies_stay()
    {
        await using var edge = await RunningEdge.StartAsync(Template(), [.. _origins.Select(origin => $"{origin.Key}={origin.Value.Url}")]);
        foreach (var name in Origins.Keys)
            Assert.Equal("good", (await edge.GetAsync($"/{name}/cached")).Body);
        edge.Clock.Advance(S(3));
        Volatile.Write(ref _isBad, true);

        var known = Origins.Keys.ToDictionary(name => name, name => All(edge, $"/{name}/cached", differ: false));
        var news = Origins.Keys.ToDictionary(name => name, name => All(edge, $"/{name}/new", differ: true));
        // The clock stands still until all that can end has ended; then it ends what hangs.
        await Task.WhenAll(known.Concat(news).Where(viewers => !Origins[viewers.Key].Hangs).Select(viewers => viewers.Value));
        // Each new page asks for itself, the viewers of a cached one ask together.
        for (var waiting = Origins.Count(origin => origin.Value.Hangs) * (Viewers + 1); waiting > 0; waiting--)
            await _hanging.WaitAsync(TestContext.Current.CancellationToken);
        await UntilAllAsync(edge, [.. known.Values, .. news.Values]);

        Assert.All(await known["fine"], outcome => Assert.Equal("200 good", outcome));
        Assert.All(await news["fine"], outcome => Assert.Equal("200 good", outcome));
        Assert.All((await known["longer"]).Concat(await news["longer"]), outcome => Assert.Equal("200 good", outcome));
        foreach (var name in StaleStandsIn)
        {
            Assert.All(await known[name], outcome => Assert.True(outcome == "200 good", $"{name}: {outcome}"));
            Assert.All(await news[name], outcome => Assert.True(outcome[..3] is "500" or "502" or "504", $"{name}: {outcome}"));
        }

        foreach (var name in CutWithin)
        {
            Assert.All(await known[name], outcome => Assert.True(outcome is Cut or "200 good", $"{name}: {outcome}"));
            Assert.All(await news[name], outcome => Assert.True(outcome == Cut, $"{name}: {outcome}"));
        }

        // Whether a head that has been sent was read before the time ran out is the operating system's affair.
        Assert.All(await known["stalling"], outcome => Assert.True(outcome is Cut or "200 good", outcome));
        Assert.All(await news["stalling"], outcome => Assert.True(outcome == Cut || outcome[..3] == "504", outcome));

        Volatile.Write(ref _isBad, false);
        edge.Clock.Advance(S(11));
        foreach (var name in Origins.Keys)
            Assert.Equal((200, "good"), Of(await edge.GetAsync($"/{name}/cached")));
        var location = JsonNode.Parse((await edge.GetAsync("/.edge/statistics")).Body)!["locations"]![0]!;
        Assert.InRange((long)location["bytes"]!, 1, 1024 * 1024);
        Assert.Equal(0, (int)location["revalidationsRunning"]!);
    }

    private async Task ServeAsync(RawConnection connection, (string Answer, bool Hangs) badly)
    {
        await connection.ReadHeadAsync();
        var (answer, hangs) = Volatile.Read(ref _isBad) ? badly : (Good, false);
        await connection.WriteAsync(answer);
        if (!hangs)
            return;
        _hanging.Release();
        await Task.Delay(Timeout.Infinite, connection.Stop);
    }

    /// <summary>Who waited for a leader's answer that was cut asks next and has a timer of its own: the clock is turned until all are through.</summary>
    private static async Task UntilAllAsync(RunningEdge edge, Task<string[]>[] viewers)
    {
        var all = Task.WhenAll(viewers);
        while (!all.IsCompleted)
        {
            edge.Clock.Advance(S(30));
            await Task.WhenAny(all, edge.GetAsync("/.edge/health"));
        }
    }

    private static Task<string[]> All(RunningEdge edge, string path, bool differ) =>
        Task.WhenAll(Enumerable.Range(0, Viewers).Select(viewer => OutcomeAsync(edge, differ ? $"{path}?{viewer}" : path)));

    private static async Task<string> OutcomeAsync(RunningEdge edge, string path)
    {
        try
        {
            var reply = await edge.GetAsync(path);
            return $"{reply.Status} {reply.Body}";
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return Cut;
        }
    }

    private static (int, string) Of(EdgeReply reply) => (reply.Status, reply.Body);

    private static string Template() => OriginTemplates.Of(
        string.Join(',', Origins.Keys.Select(name => $$"""{"Id":"{{name}}","DomainName":"{{name}}.example.com","ConnectionAttempts":1}""")),
        target: "fine",
        behaviors: string.Join(',', Origins.Keys.Select(name =>
            "{\"PathPattern\":\"/" + name + "/*\",\"TargetOriginId\":\"" + name + "\",\"CachePolicyId\":{\"Ref\":\"Policy\"},\"ViewerProtocolPolicy\":\"allow-all\"}")));
}
