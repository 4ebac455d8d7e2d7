using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace RvWeb.Tests.Emulator.FunctionUrl;

/// <summary>The function answers with the event it got, unless the path names a command.</summary>
public sealed class FunctionUrlTests
{
    private const int Limit = 60_000;

    [Theory(Timeout = Limit)]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("PROPFIND")]
    public async Task Any_method_reaches_the_function(string method)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("/echo", UriKind.Relative));
        using var response = await emulator.FunctionUrl.SendAsync(request, cancellationToken);
        var seen = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;

        Assert.Equal(method, seen["requestContext"]!["http"]!["method"]!.GetValue<string>());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            Assert.Single(response.Headers.GetValues("x-amzn-RequestId")), seen["requestContext"]!["requestId"]!.GetValue<string>());
    }

    [Fact(Timeout = Limit)]
    public async Task The_raw_path_is_the_one_on_the_wire()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var answer = await SendRawAsync(emulator, "GET /echo/a%2Fb/../%zz//b?q=%2B+ HTTP/1.1", cancellationToken);

        Assert.Contains("\"rawPath\":\"/echo/a%2Fb/../%zz//b\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"rawQueryString\":\"q=%2B+\"", answer, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Binary_survives_in_both_directions()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        var bytes = Enumerable.Range(0, 100_000).Select(index => (byte)(index * 31)).ToArray();

        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        using var response = await emulator.FunctionUrl.PostAsync(new Uri("/body", UriKind.Relative), content, cancellationToken);

        Assert.Equal("image/png", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Status_headers_and_each_cookie_come_through()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await ReturnsAsync(
            emulator, """{"statusCode":201,"headers":{"X-Hi":"föö"},"cookies":["a=1; Path=/","b=2"],"body":"done"}""", cancellationToken);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(["a=1; Path=/", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.True(response.Headers.Contains("X-Hi"));
        Assert.Equal("done", await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$", Assert.Single(response.Headers.GetValues("X-Amzn-Trace-Id")));
    }

    [Theory(Timeout = Limit)]
    [InlineData("""{"statusCode":204,"body":"x"}""", 204)]
    [InlineData("""{"statusCode":304,"headers":{"ETag":"\"1\""},"body":"x"}""", 304)]
    public async Task A_status_without_body_has_none(string payload, int status)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await ReturnsAsync(emulator, payload, cancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Head_has_the_headers_of_the_body_and_no_body()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri("/pid", UriKind.Relative));
        using var response = await emulator.FunctionUrl.SendAsync(request, cancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 0);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    [Theory(Timeout = Limit)]
    [InlineData("/crash")]
    [InlineData("/throw")]
    public async Task A_function_that_fails_is_a_bad_gateway_and_the_next_request_works(string path)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var failed = await emulator.FunctionUrl.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        using var next = await emulator.FunctionUrl.GetAsync(new Uri("/pid", UriKind.Relative), cancellationToken);

        Assert.Equal(HttpStatusCode.BadGateway, failed.StatusCode);
        Assert.Equal("Internal Server Error", await failed.Content.ReadAsStringAsync(cancellationToken));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    // 5 MB fit, but not as base64.
    [Theory(Timeout = Limit)]
    [InlineData(7_000_000)]
    [InlineData(5_000_000)]
    public async Task An_event_over_6_MB_is_too_large(int bytes)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var content = new ByteArrayContent(new byte[bytes]);
        using var response = await emulator.FunctionUrl.PostAsync(new Uri("/echo", UriKind.Relative), content, cancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact(Timeout = Limit)]
    public async Task Fifty_requests_at_a_time_all_answer()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function() with { Concurrency = 50 }, cancellationToken);
        await emulator.AskAsync("pid", cancellationToken);

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => emulator.FunctionUrl.GetAsync(new Uri("/pid", UriKind.Relative), cancellationToken)));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    private static Task<HttpResponseMessage> ReturnsAsync(RunningEmulator emulator, string payload, CancellationToken cancellationToken) =>
        emulator.FunctionUrl.PostAsync(
            new Uri("/returns", UriKind.Relative), new StringContent(payload, Encoding.UTF8, "application/json"), cancellationToken);

    private static async Task<string> SendRawAsync(RunningEmulator emulator, string requestLine, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, emulator.FunctionUrl.BaseAddress!.Port, cancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{requestLine}\r\nHost: x\r\nConnection: close\r\n\r\n"), cancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
