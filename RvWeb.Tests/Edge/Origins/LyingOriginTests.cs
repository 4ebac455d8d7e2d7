using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>Origins that break HTTP: RFC 9112, and what AWS says of truncated answers (RequestAndResponseBehaviorCustomOrigin.html).</summary>
public sealed class LyingOriginTests
{
    private const int Limit = 20_000;
    private const string Good = "HTTP/1.1 200 OK\r\nCache-Control: max-age=2\r\nContent-Length: 4\r\n\r\ngood";

    public static TheoryData<string, string> Nonsense => new()
    {
        { "no HTTP at all", "SSH-2.0-OpenSSH_9.2\r\n\r\n" },
        { "HTTP/0.9", "<html>hello</html>" },
        { "nothing", "" },
        { "half a head", "HTTP/1.1 200 OK\r\nCache-Con" },
        { "two digits", "HTTP/1.1 99 Low\r\nContent-Length: 0\r\n\r\n" },
        { "four digits", "HTTP/1.1 1000 High\r\nContent-Length: 0\r\n\r\n" },
        { "below 100", "HTTP/1.1 099 Low\r\nContent-Length: 0\r\n\r\n" },
        { "beyond 599", "HTTP/1.1 600 High\r\nContent-Length: 0\r\n\r\n" },
        { "an upgrade", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nraw" },
        { "two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 7\r\n\r\ngoodbad" },
        { "a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" },
        { "a length that is no number", "HTTP/1.1 200 OK\r\nContent-Length: 4x\r\n\r\ngood" },
        { "another transfer coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\ngood" },
        { "two transfer codings", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n4\r\ngood\r\n0\r\n\r\n" },
        { "a control character in a header", "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nX-A: a\u0001b\r\nContent-Length: 4\r\n\r\ngood" },
        { "a head without end", "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Range(0, 2_000).Select(at => $"X-Header-{at}: {new string('x', 20)}\r\n")) },
    };

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_is_502_and_not_cached(string name, string answer)
    {
        await using var origin = RawOrigin.Saying(answer);
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App("""
            "ConnectionAttempts":1,
            """, more: NoErrorCaching), [origin.Url]);

        var replies = new[] { await edge.GetAsync("/"), await edge.GetAsync("/") };

        Assert.All(replies, reply => Assert.True((502, "Error from cloudfront") == (reply.Status, reply["X-Cache"]), $"{name}: {reply.Status} {reply["X-Edge-Explain"]}"));
        Assert.Equal(2, origin.Requests);
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_leaves_the_stale_copy_where_it_is(string name, string answer)
    {
        await using var origin = new RawOrigin(async connection => await connection.WriteAsync(await connection.ReadHeadAsync() == 1 ? Good : answer));
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App(), [origin.Url]);
        await edge.GetAsync("/");
        edge.Clock.Advance(S(3));

        var reply = await edge.GetAsync("/");

        Assert.True((200, "good") == (reply.Status, reply.Body), name);
    }

    [Theory(Timeout = Limit)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n" + Good)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + Good)]
    [InlineData("HTTP/1.1 102 Processing\r\nX-B: 1\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 199 Whatever\r\n\r\n" + Good)]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" + Good)]
    [InlineData(Good + "and more than was announced")]
    [InlineData("HTTP/1.1 200 OK\r\nCache-Control: max-age=2\r\nContent-Length: 999\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngood\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nCache-Control: max-age=2\r\n\r\ngood")]
    [InlineData("HTTP/1.0 200 OK\r\nCache-Control: max-age=2\r\n\r\ngood")]
    [InlineData("HTTP/1.1 200 OK\r\nCache-Control: max-age=2\r\nX-A: a\rX-B: b\0c\r\nContent-Length: 4\r\n\r\ngood")]
    public async Task What_can_be_understood_is_passed_on_and_cached(string answer)
    {
        await using var origin = RawOrigin.Saying(answer);
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App(), [origin.Url]);

        var replies = new[] { await edge.GetAsync("/"), await edge.GetAsync("/") };

        Assert.All(replies, reply => Assert.Equal((200, "good"), (reply.Status, reply.Body)));
        Assert.Equal(("Hit from cloudfront", null, 1), (replies[1]["X-Cache"], replies[1]["X-B"], origin.Requests));
    }

    [Theory(Timeout = Limit)]
    [InlineData("Content-Length: 100\r\n\r\nshort", "", false)]
    [InlineData("Content-Length: 100\r\n\r\nshort", "", true)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", "", false)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", "nonsense\r\n", false)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n64\r\nshort", "er", false)]
    public async Task A_body_that_breaks_off_cuts_the_viewer_and_leaves_the_stale_copy(string rest, string end, bool resets)
    {
        var mayEnd = new SemaphoreSlim(0);
        await using var origin = new RawOrigin(async connection =>
        {
            if (await connection.ReadHeadAsync() != 2)
            {
                await connection.WriteAsync(Good);
                return;
            }

            await connection.WriteAsync($"HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\n{rest}");
            await mayEnd.WaitAsync(connection.Stop);
            await connection.WriteAsync(end);
            if (resets)
                connection.Reset();
        });
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App(), [origin.Url]);
        await edge.GetAsync("/");
        edge.Clock.Advance(S(3));

        using var response = await edge.Viewer.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        mayEnd.Release();
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));

        var next = await edge.GetAsync("/");
        Assert.Equal(("good", "Miss from cloudfront", 3), (next.Body, next["X-Cache"], origin.Requests));
    }

    [Fact(Timeout = Limit)]
    public async Task A_head_that_drips_gives_504_when_the_read_timeout_is_over()
    {
        var dripped = new SemaphoreSlim(0);
        await using var origin = new RawOrigin(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nX-A: ");
            dripped.Release();
            await Task.Delay(Timeout.Infinite, connection.Stop);
        });
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App("""
            "ConnectionAttempts":1,
            """), [origin.Url]);

        var reply = edge.GetAsync("/");
        await dripped.WaitAsync(TestContext.Current.CancellationToken);
        edge.Clock.Advance(S(30));

        Assert.Equal(504, (await reply).Status);
    }

    [Fact(Timeout = Limit)]
    public async Task Interim_answers_without_end_are_a_head_that_is_too_long()
    {
        await using var origin = new RawOrigin(async connection =>
        {
            await connection.ReadHeadAsync();
            while (true)
                await connection.WriteAsync("HTTP/1.1 102 Processing\r\n\r\n");
        });
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App("""
            "ConnectionAttempts":1,
            """), [origin.Url]);

        Assert.Equal(502, (await edge.GetAsync("/")).Status);
    }

    [Fact(Timeout = Limit)]
    public async Task A_body_without_end_streams_until_the_viewer_has_enough_and_is_not_cached()
    {
        var part = new string('x', 64 * 1024);
        var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var origin = new RawOrigin(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\n\r\n");
            try
            {
                while (true)
                    await connection.WriteAsync(part);
            }
            catch (IOException)
            {
                cut.TrySetResult();
            }
        });
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App(), [origin.Url]);
        var beyondWhatIsCached = new byte[17 * 1024 * 1024];

        using (var response = await edge.Viewer.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken))
        await using (var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken))
            await body.ReadExactlyAsync(beyondWhatIsCached, TestContext.Current.CancellationToken);

        await cut.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var second = await edge.Viewer.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("Miss from cloudfront", Assert.Single(second.Headers.GetValues("X-Cache")));
    }

    [Theory(Timeout = Limit)]
    [InlineData("GET", 200, 3)]
    [InlineData("POST", 502, 2)]
    [InlineData("DELETE", 502, 2)]
    public async Task A_kept_connection_that_closes_under_a_request_repeats_a_get_and_nothing_else(string method, int expected, int requests)
    {
        await using var origin = new RawOrigin(async connection =>
        {
            // Answers in order, takes a second request and is gone.
            var number = await connection.ReadHeadAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nCache-Control: no-store\r\n\r\ngood");
            if (number == 1)
                await connection.ReadHeadAsync();
        });
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App(), [origin.Url]);
        await edge.GetAsync("/first");

        var reply = await edge.SendAsync(new HttpMethod(method), "/", method == "POST" ? new StringContent("x") : null);

        Assert.Equal((expected, requests), (reply.Status, origin.Requests));
        if (expected == 502)
            Assert.Contains($"A {method} is not sent twice", reply["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_hung_origin_keeps_no_stale_answer_back()
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var origin = new RawOrigin(async connection =>
        {
            if (await connection.ReadHeadAsync() == 1)
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nCache-Control: max-age=1, stale-while-revalidate=60\r\n\r\ngood");
            await over.Task.WaitAsync(connection.Stop);
        });
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App(), [origin.Url]);
        await edge.GetAsync("/");
        edge.Clock.Advance(S(5));

        for (var request = 0; request < 5; request++)
            Assert.Equal("RefreshHit from cloudfront", (await edge.GetAsync("/"))["X-Cache"]);
        Assert.InRange(origin.Requests, 1, 2);
        over.SetResult();
    }

    private const string NoErrorCaching = """
        "CustomErrorResponses":[{"ErrorCode":502,"ErrorCachingMinTTL":0}],
        """;
}
