using System.Net;
using System.Net.Http.Headers;

namespace RvWeb.Tests.Dashboard.Telemetry;

/// <summary>The dashboard as <c>--dashboard-token</c> starts it.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private const string Secret = "token-of-this-run";
    private const string Key = "key-of-the-exporters";

    private RunningDashboard _dashboard = null!;
    private HttpClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync(configure: options => options with { BrowserToken = Secret, OtlpKey = Key });
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = _dashboard.Server.Url };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Leads_a_browser_from_the_printed_link_to_the_page_with_a_cookie_no_script_reads()
    {
        using var login = await _client.GetAsync(_dashboard.Server.LoginUrl + "&returnUrl=%2Ftraces%3Ftext%3Da", Token);

        Assert.Equal((HttpStatusCode.SeeOther, "/traces?text=a"), (login.StatusCode, login.Headers.Location!.ToString()));
        var cookie = login.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Secret, cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/traces", ("Cookie", cookie.Split(';')[0])));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/")]
    [InlineData("/traces")]
    [InlineData("/telemetry/export")]
    [InlineData("/console-text")]
    public async Task Asks_a_browser_that_has_no_cookie(string path)
    {
        using var response = await _client.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/login?returnUrl=" + Uri.EscapeDataString(path), response.Headers.Location!.ToString());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/login", HttpStatusCode.Unauthorized)]
    [InlineData("/login?t=wrong", HttpStatusCode.Unauthorized)]
    [InlineData("/login?t=token-of-this-ru", HttpStatusCode.Unauthorized)]
    [InlineData("/api/resources", HttpStatusCode.Unauthorized)]
    [InlineData("/api/telemetry/spans", HttpStatusCode.Unauthorized)]
    [InlineData("/events", HttpStatusCode.Unauthorized)]
    [InlineData("/assets/dashboard.css", HttpStatusCode.OK)]
    public async Task Answers_without_a_cookie_only_what_is_no_secret(string path, HttpStatusCode expected) =>
        Assert.Equal(expected, await StatusAsync(path));

    [Theory(Timeout = 60_000)]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    public async Task Leads_nowhere_but_to_itself(string target)
    {
        using var login = await _client.GetAsync($"/login?t={Secret}&returnUrl={Uri.EscapeDataString(target)}", Token);

        Assert.Equal("/", login.Headers.Location!.ToString());
    }

    [Theory(Timeout = 60_000)]
    [InlineData(Secret, HttpStatusCode.OK)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    public async Task Answers_a_program_that_sends_the_key(string key, HttpStatusCode expected) =>
        Assert.Equal(expected, await StatusAsync("/api/telemetry/traces", ("x-api-key", key)));

    [Theory(Timeout = 60_000)]
    [InlineData(Key, HttpStatusCode.OK)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Takes_telemetry_over_HTTP_only_with_the_key(string? key, HttpStatusCode expected)
    {
        using var response = await ExportAsync(new Uri(_dashboard.Server.OtlpHttpUrl, "/v1/traces"), "application/x-protobuf", [], HttpVersion.Version11, key);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(Key, "0")]
    [InlineData("wrong", "16")]
    [InlineData(null, "16")]
    public async Task Takes_telemetry_over_gRPC_only_with_the_key(string? key, string status)
    {
        // An uncompressed message of no bytes.
        using var response = await ExportAsync(
            new Uri(_dashboard.Server.OtlpGrpcUrl, "/opentelemetry.proto.collector.trace.v1.TraceService/Export"), "application/grpc", new byte[5], HttpVersion.Version20, key);
        await response.Content.ReadAsByteArrayAsync(Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(status, response.Headers.Concat(response.TrailingHeaders).Single(header => header.Key == "grpc-status").Value.Single());
    }

    private async Task<HttpStatusCode> StatusAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> ExportAsync(Uri address, string type, byte[] body, Version version, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
        };
        if (key is not null)
            request.Headers.Add("x-otlp-api-key", key);
        return await _client.SendAsync(request, Token);
    }
}
