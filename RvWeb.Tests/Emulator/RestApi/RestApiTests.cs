using System.Net;
using System.Net.Http.Headers;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Tests.Emulator.FrontDoors;

namespace RvWeb.Tests.Emulator.RestApi;

/// <summary>
/// Sources: docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html (output format),
/// api-gateway-known-issues.html (headers), api-gateway-payload-encodings.html (binary), and recordings.
/// </summary>
public sealed class RestApiTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task Every_response_names_the_request_and_its_trace()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        using var door = emulator.Open(FrontDoorKind.RestApi);

        using var response = await door.GetAsync(DoorRequests.At("seen"), cancellationToken);
        var seen = System.Text.Json.Nodes.JsonNode.Parse(await response.TextAsync(cancellationToken))!["requestContext"]!;

        Assert.Equal(seen.Text("requestId"), Assert.Single(response.Headers.GetValues("x-amzn-RequestId")));
        Assert.Equal(seen.Text("extendedRequestId"), Assert.Single(response.Headers.GetValues("x-amz-apigw-id")));
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=", Assert.Single(response.Headers.GetValues("X-Amzn-Trace-Id")));
    }

    [Theory(Timeout = Limit)]
    [InlineData("{}", 200, "")]
    [InlineData("""{"statusCode":"201","body":"x"}""", 201, "x")]
    [InlineData("""{"statusCode":200,"headers":null,"body":null}""", 200, "")]
    [InlineData("""{"statusCode":204,"body":"x"}""", 204, "")]
    public async Task Little_has_to_be_in_an_answer(string answer, int status, string body)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        using var door = emulator.Open(FrontDoorKind.RestApi);

        using var response = await door.ReturnsAsync(answer, cancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.TextAsync(cancellationToken));
    }

    [Theory(Timeout = Limit)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"hello\"")]
    [InlineData("{")]
    [InlineData("""{"hello":"world"}""")]
    [InlineData("""{"statusCode":200,"statusDescription":"200 OK"}""")]
    [InlineData("""{"statusCode":200,"cookies":["a=1"]}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"statusCode":200,"headers":{"\ud800":"a"}}""")]
    [InlineData("""{"statusCode":200,"body":"\ud800"}""")]
    [InlineData("""{"statusCode":0}""")]
    [InlineData("""{"statusCode":"ok"}""")]
    [InlineData("""{"statusCode":200,"body":{"a":1}}""")]
    [InlineData("""{"statusCode":200,"headers":{"a":["b"]}}""")]
    [InlineData("""{"statusCode":200,"headers":{"a b":"c"}}""")]
    [InlineData("""{"statusCode":200,"headers":{"a":"b\r\nc: d"}}""")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"a":"b"}}""")]
    public async Task A_malformed_answer_is_a_bad_gateway(string answer)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        using var door = emulator.Open(FrontDoorKind.RestApi);

        using var response = await door.ReturnsAsync(answer, cancellationToken);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("""{"message": "Internal server error"}""", await response.TextAsync(cancellationToken));
        Assert.Equal("InternalServerErrorException", Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
    }

    [Fact(Timeout = Limit)]
    public async Task Headers_are_merged_and_some_come_out_under_another_name()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        using var door = emulator.Open(FrontDoorKind.RestApi);

        using var response = await door.ReturnsAsync(
            """
            {"headers":{"x-many":"3","www-authenticate":"Basic","Date":"Thu, 01 Jan 1970 00:00:00 GMT","Server":"x","Connection":"close","content-length":"9",
             "Transfer-Encoding":"chunked","Via":"x","x-true":true},"multiValueHeaders":{"X-Many":["1","2"],"Set-Cookie":["a=1","b=2"]},"body":"x"}
            """, cancellationToken);

        Assert.Equal(["1", "2", "3"], response.Headers.GetValues("x-many"));
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal("Basic", Assert.Single(response.Headers.GetValues("x-amzn-Remapped-www-authenticate")));
        Assert.Equal("Thu, 01 Jan 1970 00:00:00 GMT", Assert.Single(response.Headers.GetValues("x-amzn-Remapped-Date")));
        Assert.Equal("x", Assert.Single(response.Headers.GetValues("x-amzn-Remapped-Server")));
        Assert.Equal("close", Assert.Single(response.Headers.GetValues("x-amzn-Remapped-Connection")));
        Assert.Equal("9", Assert.Single(response.Headers.GetValues("x-amzn-Remapped-content-length")));
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("x-true")));
        Assert.Empty(response.Headers.WwwAuthenticate);
        Assert.Empty(response.Headers.Via);
        Assert.NotEqual(DateTimeOffset.UnixEpoch, response.Headers.Date);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("x", await response.TextAsync(cancellationToken));
    }

    // By the first type that the viewer accepts; only with */* whatever it accepts.
    [Theory(Timeout = Limit)]
    [InlineData("image/png", "image/png", "\u0001")]
    [InlineData("image/png", "image/png, */*", "\u0001")]
    [InlineData("image/png", "text/html, image/png", "AQ==")]
    [InlineData("image/png", "*/*", "AQ==")]
    [InlineData("image/*", "image/png", "\u0001")]
    [InlineData("image/png", "", "\u0001")]
    [InlineData("*/*", "text/html", "\u0001")]
    [InlineData("", "image/png", "AQ==")]
    public async Task Base64_becomes_bytes_for_viewers_who_accept_a_binary_media_type(string binary, string accept, string body)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken, binary);
        using var door = emulator.Open(FrontDoorKind.RestApi);
        if (accept.Length > 0)
            door.DefaultRequestHeaders.Accept.ParseAdd(accept);

        using var response = await door.ReturnsAsync("""{"headers":{"content-type":"image/png"},"isBase64Encoded":true,"body":"AQ=="}""", cancellationToken);

        Assert.Equal(body, await response.TextAsync(cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Base64_that_is_none_is_an_internal_error()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken, "*/*");
        using var door = emulator.Open(FrontDoorKind.RestApi);

        using var response = await door.ReturnsAsync("""{"isBase64Encoded":true,"body":"*"}""", cancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("""{"message": "Internal server error"}""", await response.TextAsync(cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Binary_survives_in_both_directions()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken, "image/*");
        using var door = emulator.Open(FrontDoorKind.RestApi);
        var bytes = Enumerable.Range(0, 100_000).Select(index => (byte)(index * 31)).ToArray();
        door.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("image/png"));

        using var response = await door.PostAsync(DoorRequests.At("body"), new ByteArrayContent(bytes) { Headers = { ContentType = new("image/png") } }, cancellationToken);

        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    [Theory(Timeout = Limit)]
    [InlineData("GET", "/seen", 403, """{"message":"Forbidden"}""", "ForbiddenException")]
    [InlineData("GET", "/product/seen", 403, """{"message":"Forbidden"}""", "ForbiddenException")]
    [InlineData("PURGE", "/prod/seen", 403, """{"message":"Missing Authentication Token"}""", "MissingAuthenticationTokenException")]
    [InlineData("GET", "/prod/seen?a|b", 400, """{"message":"Bad Request"}""", "BadRequestException")]
    public async Task Some_requests_do_not_get_to_the_function(string method, string target, int status, string body, string type)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        using var door = emulator.Open(FrontDoorKind.RestApi);

        var answer = await door.SendRawAsync($"{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", cancellationToken);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.EndsWith($"\r\n\r\n{body}", answer, StringComparison.Ordinal);
        Assert.Contains($"x-amzn-ErrorType: {type}\r\n", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(emulator.Environments);
    }

    [Fact(Timeout = Limit)]
    public async Task A_transfer_encoding_is_an_error()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        using var door = emulator.Open(FrontDoorKind.RestApi);

        var answer = await door.SendRawAsync("POST /prod/seen HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", cancellationToken);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
    }

    private static Task<RunningEmulator> StartAsync(CancellationToken cancellationToken, string binaryMediaType = "") => DoorRequests.StartAsync(
        DoorRequests.Function, cancellationToken,
        door: door => binaryMediaType.Length == 0 ? door : door with { BinaryMediaTypes = [binaryMediaType] });
}
