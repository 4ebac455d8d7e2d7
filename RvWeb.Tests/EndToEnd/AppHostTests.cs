using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace RvWeb.Tests.EndToEnd;

/// <summary>What a new user does after the first command, against the real processes.</summary>
[Collection(EndToEndSeries.Name)]
public sealed class AppHostTests(RunningAppHost appHost) : IClassFixture<RunningAppHost>
{
    private const int Limit = 60_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task The_same_body_comes_from_Kestrel_function_url_and_edge()
    {
        foreach (var resource in (string[])["web", "function-url", "edge"])
        {
            using var response = await appHost.GetAsync(resource, "/hello");
            Assert.Equal("Hello, World", await response.Content.ReadAsStringAsync(Cancelled));
            Assert.Equal("max-age=60, stale-while-revalidate=60", response.Headers.CacheControl!.ToString());
        }
    }

    [Fact(Timeout = Limit)]
    public async Task The_edge_misses_and_then_hits_with_an_age()
    {
        using var first = await appHost.GetAsync("edge", "/hello?miss");
        using var second = await appHost.GetAsync("edge", "/hello?miss");

        Assert.Equal("Miss from cloudfront", Assert.Single(first.Headers.GetValues("X-Cache")));
        Assert.Equal("Hit from cloudfront", Assert.Single(second.Headers.GetValues("X-Cache")));
        Assert.NotNull(second.Headers.Age);
    }

    [Fact(Timeout = Limit)]
    public async Task A_cold_request_is_one_trace_from_edge_to_handler()
    {
        // Each of the three programs sends its own spans when it likes.
        await appHost.SpansAsync(appHost.ColdTraceId, "GET /hello");
        await appHost.SpansAsync(appHost.ColdTraceId, span => (string?)span["parentSpanId"] == "1111111111111111");
        var spans = await appHost.SpansAsync(appHost.ColdTraceId, "invoke web-function");

        string[] path = ["edge GET", "edge GET", "LambdaServiceEmulator GET", "LambdaServiceEmulator invoke web-function"];
        var invoke = Descend(spans, "1111111111111111", path);
        Descend(spans, invoke, "LambdaServiceEmulator wait for environment");
        Descend(spans, Descend(spans, invoke, "LambdaServiceEmulator run", "web-function invoke"), "web-function GET /hello");
        var init = Descend(spans, invoke, "LambdaServiceEmulator init environment", "web-function init");
        foreach (var step in (string[])["start runtime", "build app", "start app"])
            Descend(spans, init, $"web-function {step}");
    }

    [Fact(Timeout = Limit)]
    public async Task The_dashboard_shows_a_cold_request_in_a_browser()
    {
        const string chromium = "/usr/bin/chromium";
        Assert.SkipUnless(File.Exists(chromium), $"{chromium} is not installed.");
        await appHost.SpansAsync(appHost.ColdTraceId, "GET /hello");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--headless", "--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync();

        await page.GotoAsync(new Uri(appHost.Addresses["dashboard"], "/traces").ToString()).WaitAsync(Cancelled);
        await page.Locator($"a[href='/traces/{appHost.ColdTraceId}']").First.ClickAsync();

        foreach (var name in (string[])["wait for environment", "init environment", "start runtime", "build app", "start app", "run", "invoke", "GET /hello"])
            await Assertions.Expect(page.Locator(".wf-row").GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First).ToBeVisibleAsync();
    }

    [Fact(Timeout = Limit)]
    public async Task Random_bytes_are_no_json_and_echo_says_where()
    {
        using var body = new ByteArrayContent([0x80, 0xFF, 0x00, 0x13, 0x37]);
        using var response = await appHost.Client.PostAsync(new Uri(appHost.Addresses["edge"], "/echo"), body, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
        Assert.Contains("LineNumber: 0 | BytePositionInLine: 0", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_png_survives_every_layer()
    {
        using var direct = await appHost.GetAsync("web", "/logo.png");
        using var through = await appHost.GetAsync("edge", "/logo.png");

        Assert.Equal("image/png", through.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await direct.Content.ReadAsByteArrayAsync(Cancelled), await through.Content.ReadAsByteArrayAsync(Cancelled));
    }

    [Theory(Timeout = Limit)]
    [InlineData("function-url")]
    [InlineData("edge")]
    public async Task Fifty_requests_at_once_all_answer(string resource)
    {
        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var response = await appHost.GetAsync(resource, "/time?parallel");
            return response.StatusCode;
        }));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact(Timeout = Limit)]
    public async Task The_dashboard_purges_the_edge()
    {
        using var first = await appHost.GetAsync("edge", "/hello?purge");
        using var before = await appHost.GetAsync("edge", "/hello?purge");
        var purged = await appHost.CommandAsync("edge", "purge-edge-cache");
        using var after = await appHost.GetAsync("edge", "/hello?purge");

        Assert.Equal("Hit from cloudfront", Assert.Single(before.Headers.GetValues("X-Cache")));
        Assert.EndsWith("removed.", (string)purged["message"]!, StringComparison.Ordinal);
        Assert.Equal("Miss from cloudfront", Assert.Single(after.Headers.GetValues("X-Cache")));
    }

    [Fact(Timeout = Limit)]
    public async Task The_dashboard_forces_a_cold_start_and_sends_a_sample_event()
    {
        using var warm = await appHost.GetAsync("function-url", "/hello");
        var forced = await appHost.CommandAsync("web-function", "force-cold-start");
        var sent = await appHost.CommandAsync("web-function", "send-sample-event");

        Assert.Contains("the next call is cold", (string)forced["message"]!, StringComparison.Ordinal);
        Assert.Equal("The function answered.", (string)sent["message"]!);
        Assert.Contains("\"statusCode\"", (string)sent["text"]!, StringComparison.Ordinal);
    }

    /// <summary>Walks down from a span by "resource name" steps; returns the last one's id.</summary>
    private static string Descend(IReadOnlyList<JsonNode> spans, string parent, params string[] steps)
    {
        foreach (var step in steps)
        {
            var child = spans.Where(span => (string?)span["parentSpanId"] == parent && $"{span["resource"]} {span["name"]}" == step).ToList();
            Assert.True(child.Count == 1, $"{child.Count} spans '{step}' below {parent}");
            parent = (string)child[0]["spanId"]!;
        }

        return parent;
    }
}
