using System.Net;
using System.Text;
using RvWeb.Emulator.Cors;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Tests.Emulator.Cors;

/// <summary>Source: docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html (CORS), and recordings.</summary>
public sealed class FunctionUrlCorsTests
{
    private const int Limit = 60_000;
    private const string Origin = "https://www.example.com";

    private static readonly CorsOptions Listed = new()
    {
        AllowOrigins = [Origin, "http://localhost:3000"],
        AllowMethods = ["GET", "PUT"],
        AllowHeaders = ["x-one", "content-type"],
        ExposeHeaders = ["ETag", "x-two"],
        AllowCredentials = true,
        MaxAge = TimeSpan.FromHours(1),
    };

    private static readonly CorsOptions Any = new() { AllowOrigins = ["*"], AllowMethods = ["*"], AllowHeaders = ["*"], ExposeHeaders = ["*"] };

    [Fact(Timeout = Limit)]
    public async Task A_preflight_is_answered_with_what_is_allowed_and_without_the_function()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(Listed, cancellationToken);

        using var response = await PreflightAsync(emulator, Origin, "PUT", cancellationToken, "x-one");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Origin, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("GET,PUT", Header(response, "Access-Control-Allow-Methods"));
        Assert.Equal("x-one,content-type", Header(response, "Access-Control-Allow-Headers"));
        Assert.Equal("true", Header(response, "Access-Control-Allow-Credentials"));
        Assert.Equal("3600", Header(response, "Access-Control-Max-Age"));
        Assert.Equal("Origin", Header(response, "Vary"));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        Assert.Null(emulator.Output.Rest("START"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_wildcard_says_what_was_asked_for()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(Any, cancellationToken);

        using var response = await PreflightAsync(emulator, "http://anywhere:1", "PATCH", cancellationToken, "x-a,x-b");

        Assert.Equal("http://anywhere:1", Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("PATCH", Header(response, "Access-Control-Allow-Methods"));
        Assert.Equal("x-a,x-b", Header(response, "Access-Control-Allow-Headers"));
        Assert.Equal("", Header(response, "Access-Control-Allow-Credentials"));
        Assert.Equal("", Header(response, "Access-Control-Max-Age"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_preflight_from_another_origin_is_answered_with_nothing_allowed()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(Listed, cancellationToken);

        using var response = await PreflightAsync(emulator, "https://evil.example.com", "GET", cancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        Assert.Null(emulator.Output.Rest("START"));
    }

    // AWS adds its own beside the function's, and a browser refuses two (recorded: "contains multiple values").
    [Fact(Timeout = Limit)]
    public async Task Other_responses_get_the_headers_beside_the_functions_own()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(Listed, cancellationToken);

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/returns", UriKind.Relative));
        request.Headers.Add("Origin", Origin);
        request.Content = new StringContent("""{"statusCode":200,"headers":{"Access-Control-Allow-Origin":"*"}}""", Encoding.UTF8, "application/json");
        using var response = await emulator.FunctionUrl.SendAsync(request, cancellationToken);

        Assert.Equal(["*", Origin], response.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal("ETag,x-two", Header(response, "Access-Control-Expose-Headers"));
        Assert.Equal("true", Header(response, "Access-Control-Allow-Credentials"));
        Assert.Equal("", Header(response, "Access-Control-Allow-Methods"));
        Assert.Equal("Origin", Header(response, "Vary"));
    }

    [Theory(Timeout = Limit)]
    [InlineData("https://evil.example.com", "/pid")]
    [InlineData(null, "/pid")]
    public async Task A_request_that_is_not_of_an_allowed_origin_gets_none_and_reaches_the_function(string? origin, string path)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(Listed, cancellationToken);

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Origin", origin);
        using var response = await emulator.FunctionUrl.SendAsync(request, cancellationToken);

        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        Assert.Matches(@"^\d+$", await response.Content.ReadAsStringAsync(cancellationToken));
    }

    [Theory(Timeout = Limit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_options_request_that_is_no_preflight_or_without_settings_reaches_the_function(bool settings)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(settings ? Any : null, cancellationToken);

        using var response = settings
            ? await emulator.FunctionUrl.SendAsync(new HttpRequestMessage(HttpMethod.Options, new Uri("/pid", UriKind.Relative)), cancellationToken)
            : await PreflightAsync(emulator, Origin, "GET", cancellationToken);

        Assert.NotEmpty(await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.StartsWith("test | START RequestId", await emulator.Output.NextAsync("START RequestId", cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_preflight_needs_no_signature_and_a_refusal_may_be_read_by_the_page()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function(), cancellationToken, door: door => door with { Cors = Any, AuthType = AuthType.AwsIam });

        using var preflight = await PreflightAsync(emulator, Origin, "GET", cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/pid", UriKind.Relative)) { Headers = { { "Origin", Origin } } };
        using var refused = await emulator.FunctionUrl.SendAsync(request, cancellationToken);

        Assert.Equal(HttpStatusCode.OK, preflight.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(Origin, Header(refused, "Access-Control-Allow-Origin"));
    }

    private static Task<RunningEmulator> StartAsync(CorsOptions? cors, CancellationToken cancellationToken) =>
        RunningEmulator.StartAsync(RunningEmulator.Function(), cancellationToken, door: door => door with { Cors = cors });

    private static Task<HttpResponseMessage> PreflightAsync(
        RunningEmulator emulator, string origin, string method, CancellationToken cancellationToken, string? headers = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, new Uri("/echo", UriKind.Relative));
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        if (headers is not null)
            request.Headers.Add("Access-Control-Request-Headers", headers);
        return emulator.FunctionUrl.SendAsync(request, cancellationToken);
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : "";
}
