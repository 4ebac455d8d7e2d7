using System.Net;
using System.Net.Http.Headers;

namespace RvWeb.Tests.Dashboard.Otlp;

/// <summary>Telemetry that a page sends: its browser asks first whether it may.</summary>
public sealed class BrowserTelemetryTests
{
    private const string Known = "http://localhost:8080";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Known, true)]
    [InlineData("https://shop.example.com", true)]
    [InlineData("http://localhost:8081", false)]
    [InlineData("https://example.com.evil.example", false)]
    public async Task Pages_of_the_origins_that_are_allowed_may_send_and_the_preflight_needs_no_key(string origin, bool isAllowed)
    {
        await using var dashboard = await RunningDashboard.StartAsync(configure: options =>
            options with { OtlpOrigins = [Known, "https://*.example.com"], OtlpKey = "key" });
        using var preflight = Request(dashboard, HttpMethod.Options, origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type,x-otlp-api-key");
        using var post = Request(dashboard, HttpMethod.Post, origin);
        post.Headers.Add("x-otlp-api-key", "key");
        post.Content = new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-protobuf") } };

        using var told = await dashboard.Client.SendAsync(preflight, Token);
        using var sent = await dashboard.Client.SendAsync(post, Token);

        var expected = isAllowed ? origin : null;
        Assert.Equal((HttpStatusCode.NoContent, expected), (told.StatusCode, Allowed(told, "Origin")));
        Assert.Equal(isAllowed ? "POST" : null, Allowed(told, "Methods"));
        Assert.Equal((HttpStatusCode.OK, expected), (sent.StatusCode, Allowed(sent, "Origin")));
    }

    [Fact]
    public async Task By_default_no_page_may()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var preflight = Request(dashboard, HttpMethod.Options, Known);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");

        using var told = await dashboard.Client.SendAsync(preflight, Token);

        Assert.Null(Allowed(told, "Origin"));
    }

    private static HttpRequestMessage Request(RunningDashboard dashboard, HttpMethod method, string origin) =>
        new(method, new Uri(dashboard.Server.OtlpHttpUrl, "/v1/traces")) { Headers = { { "Origin", origin } } };

    private static string? Allowed(HttpResponseMessage response, string what) =>
        response.Headers.TryGetValues("Access-Control-Allow-" + what, out var values) ? string.Join(',', values) : null;
}
