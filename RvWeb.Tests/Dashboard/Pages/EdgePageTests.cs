using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RvWeb.Dashboard;
using RvWeb.Dashboard.EdgeCache;
using RvWeb.Edge.Control;

namespace RvWeb.Tests.Dashboard.Pages;

public sealed class EdgePageTests : IAsyncDisposable
{
    private readonly WebApplication _edge;
    private readonly List<string> _purged = [];

    public EdgePageTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _edge = builder.Build();
        _edge.MapGet("/.edge/inspect", () => Results.Text(Answer, "application/json"));
        _edge.MapPost("/.edge/invalidations", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var sent = await reader.ReadToEndAsync(context.RequestAborted);
            _purged.Add(sent);
            return sent.Contains("wrong", StringComparison.Ordinal) ? Results.Text("""{"error":"path is <wrong>."}""", "application/json", statusCode: 400) : Results.Text("{}", statusCode: 201);
        });
    }

    private static string Answer => JsonSerializer.Serialize(
        new InspectionView(
            "Distribution", new StatisticsView(2, 1, [new LocationView("LOCAL1", 1, 900, 0, 5, 1, 2, 0, 0)]),
            [
                new EntryView
                {
                    Id = "1", Pop = "LOCAL1", Method = "GET", Path = "/hello", Query = "a=1", KeyParts = [], Status = 200, Bytes = 12, State = "fresh",
                    Age = 20, Lifetime = 60, StaleWhileRevalidate = 30, StaleIfError = 0, Hits = 4, Reason = "max-age 60 s",
                },
            ],
            []),
        ControlJson.Readable.InspectionView);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Shows_what_the_edge_keeps_and_for_how_long()
    {
        await using var dashboard = await StartAsync();

        var page = await dashboard.PageAsync("/edge");

        Assert.Contains("GET /hello?a=1", page, StringComparison.Ordinal);
        Assert.Contains("data-count=\"down\" data-seconds=\"40\">40 s", page, StringComparison.Ordinal);
        Assert.Contains("data-after=\"40\" data-seconds=\"30\">30 s", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Hit ratio</dt><dd>75 %</dd>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 60, 30)]
    [InlineData(75, 0, 15)]
    [InlineData(500, 0, 0)]
    public void Fresh_time_runs_out_before_stale_time(long age, long fresh, long stale)
    {
        var entry = new EdgeEntry { Age = age, Lifetime = 60, StaleWhileRevalidate = 30 };

        Assert.Equal((fresh, stale), (entry.FreshLeft, entry.StaleLeft));
    }

    [Fact(Timeout = 60_000)]
    public async Task Lists_requests_with_decision_and_reason_and_filters_them()
    {
        await using var dashboard = await StartAsync();
        var sample = SampleTrace.ColdStart(1, Spans.Start);
        sample.Add(40, 0, "edge", "GET /again", 2, 0, 1, ("cloudfront.cache.decision", "hit"), ("cloudfront.cache.reason", "<i>fresh</i>"));
        await dashboard.SendAsync(sample.Request);

        var hits = await dashboard.PageAsync("/edge?decision=hit");
        var stored = await dashboard.PageAsync("/edge?text=stored");

        Assert.Contains("&lt;i&gt;fresh&lt;/i&gt;", hits, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is stored", hits, StringComparison.Ordinal);
        Assert.Contains("2, hit ratio 50 %", hits, StringComparison.Ordinal);
        Assert.Contains("Nothing is stored", stored, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Purges_a_path_and_tells_what_the_edge_refused()
    {
        await using var dashboard = await StartAsync();

        using var done = await PurgeAsync(dashboard, "/hello");
        using var refused = await PurgeAsync(dashboard, "/wrong");

        Assert.Equal(HttpStatusCode.OK, done.StatusCode); // after the redirect
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("path is &lt;wrong&gt;.", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(["""{"paths":["/hello"]}""", """{"paths":["/wrong"]}"""], _purged);
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_site_purges_nothing()
    {
        await using var dashboard = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/edge/edge/purge") { Headers = { { "Origin", "http://evil.example" } }, Content = Form("/*") };

        using var response = await dashboard.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(_purged);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_edge_elsewhere_is_never_asked_and_one_that_is_gone_is_told()
    {
        await using var dashboard = await StartAsync();
        dashboard.Board.Update(new ResourceRow { Name = "far", Type = "X", EdgeAddress = new Uri("http://192.0.2.1/") });
        await _edge.StopAsync(Token);

        var page = await dashboard.PageAsync("/edge");

        Assert.Contains("does not tell what it keeps", page, StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2.1", page, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _edge.DisposeAsync();

    private async Task<RunningDashboard> StartAsync()
    {
        await _edge.StartAsync(Token);
        var dashboard = await RunningDashboard.StartAsync();
        dashboard.Board.Update(new ResourceRow { Name = "edge", Type = "CloudFront distribution", EdgeAddress = new Uri(_edge.Urls.Single()) });
        return dashboard;
    }

    private static FormUrlEncodedContent Form(string path) => new([new("path", path)]);

    private static async Task<HttpResponseMessage> PurgeAsync(RunningDashboard dashboard, string path)
    {
        using var form = Form(path);
        return await dashboard.Client.PostAsync("/edge/edge/purge", form, Token);
    }
}
