using System.Net;

namespace RvWeb.Tests.Dashboard;

public sealed class SecurityTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost.evil.example:15888", HttpStatusCode.BadRequest)]
    [InlineData("localhost:15888", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:15888", HttpStatusCode.OK)]
    public async Task Answers_only_requests_that_name_this_machine(string host, HttpStatusCode expected)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/resources") { Headers = { Host = host } };

        using var response = await dashboard.Client.SendAsync(request, Token);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Takes_no_telemetry_from_a_site_that_rebinds_its_name()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(dashboard.Server.OtlpHttpUrl, "/v1/traces")) { Headers = { Host = "evil.example" } };

        using var response = await dashboard.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/traces")]
    [InlineData("/nowhere")]
    [InlineData("/assets/dashboard.js")]
    public async Task Forbids_everything_that_is_not_its_own_to_run(string path)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await dashboard.Client.GetAsync(path, Token);

        Assert.StartsWith("default-src 'self';", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?span=")]
    public async Task Encodes_the_text_of_telemetry(string query)
    {
        const string Script = "<script>alert('x')</script>";
        await using var dashboard = await RunningDashboard.StartAsync();
        var sample = new SampleTrace(1, new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
        sample.Add(1, 0, Script, Script, 2, 0, 5, (Script, Script), ("cloudfront.x_cache", Script), ("cloudfront.cache.reason", Script));
        await dashboard.SendAsync(sample.Request);

        var pages = await dashboard.PageAsync("/traces?text=" + Uri.EscapeDataString(Script))
            + await dashboard.PageAsync($"/traces/{sample.TraceId}{query}{(query.Length > 0 ? sample.SpanText(1) : "")}");

        Assert.DoesNotContain("<script>", pages, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", pages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_only_to_web_addresses()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Board.Update(new() { Name = "web", Type = "Project", Urls = [new("evil", "javascript:alert(1)"), new("http", "http://localhost:8080")] });

        var page = await dashboard.PageAsync("/?show=web");

        Assert.Contains("href=\"http://localhost:8080\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript:", page, StringComparison.OrdinalIgnoreCase);
    }
}
