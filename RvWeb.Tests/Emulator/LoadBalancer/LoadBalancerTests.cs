using System.Net;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Tests.Emulator.FrontDoors;

namespace RvWeb.Tests.Emulator.LoadBalancer;

/// <summary>
/// Source: docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html; what load balancers refuse beyond
/// it is told in aws-lambda-dotnet#507, powertools-lambda-python#4671, lambda-api#117 and elb-application-load-balancers-user-guide#33.
/// </summary>
public sealed class LoadBalancerTests
{
    private const int Limit = 60_000;

    [Theory(Timeout = Limit)]
    [InlineData("""{"statusCode":200}""", 200, "OK", "")]
    [InlineData("""{"statusCode":201,"statusDescription":"201 Made it","headers":{},"body":"x","isBase64Encoded":false}""", 201, "Made it", "x")]
    [InlineData("""{"statusCode":404,"body":"Y2Fmw6k=","isBase64Encoded":true,"unknown":null}""", 404, "Not Found", "café")]
    public async Task An_answer_is_taken_by_its_fields(string answer, int status, string reason, string body)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        using var door = emulator.Open(FrontDoorKind.LoadBalancer);

        using var response = await door.ReturnsAsync(answer, cancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(reason, response.ReasonPhrase);
        Assert.Equal(body, await response.TextAsync(cancellationToken));
        Assert.Equal("awselb/2.0", Assert.Single(response.Headers.GetValues("Server")));
    }

    [Theory(Timeout = Limit)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"statusCode":"200"}""")]
    [InlineData("""{"statusCode":200.5}""")]
    [InlineData("""{"statusCode":0}""")]
    [InlineData("""{"statusCode":200,"headers":{"\ud800":"a"}}""")]
    [InlineData("""{"statusCode":200,"body":"\ud800"}""")]
    [InlineData("""{"statusCode":200,"statusDescription":null}""")]
    [InlineData("""{"statusCode":200,"statusDescription":"OK"}""")]
    [InlineData("""{"statusCode":200,"headers":null}""")]
    [InlineData("""{"statusCode":200,"headers":{"a":true}}""")]
    [InlineData("""{"statusCode":200,"headers":{"a":"b\n"}}""")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"a":["b"]}}""")]
    [InlineData("""{"statusCode":200,"body":null}""")]
    [InlineData("""{"statusCode":200,"body":{"a":1}}""")]
    [InlineData("""{"statusCode":200,"isBase64Encoded":"true"}""")]
    [InlineData("""{"statusCode":200,"isBase64Encoded":true,"body":"*"}""")]
    public async Task A_malformed_answer_is_a_bad_gateway(string answer)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        using var door = emulator.Open(FrontDoorKind.LoadBalancer);

        using var response = await door.ReturnsAsync(answer, cancellationToken);
        var page = await response.TextAsync(cancellationToken);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.ToString());
        // As long as the page that load balancers send.
        Assert.Equal(122, page.Length);
        Assert.Contains("<title>502 Bad Gateway</title>", page, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_multi_value_target_group_takes_lists_and_refuses_single_values()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken, isMultiValue: true);
        using var door = emulator.Open(FrontDoorKind.LoadBalancer);

        using var lists = await door.ReturnsAsync("""{"statusCode":200,"multiValueHeaders":{"x-many":["1","2"],"Set-Cookie":["a=1","b=2"]},"headers":{"x-single":"1"}}""", cancellationToken);
        using var single = await door.ReturnsAsync("""{"statusCode":200,"headers":{"x-many":"1"}}""", cancellationToken);

        Assert.Equal(["1", "2"], lists.Headers.GetValues("x-many"));
        Assert.Equal(["a=1", "b=2"], lists.Headers.GetValues("Set-Cookie"));
        Assert.False(lists.Headers.Contains("x-single"));
        Assert.Equal(HttpStatusCode.BadGateway, single.StatusCode);
    }

    [Fact(Timeout = Limit)]
    public async Task A_function_that_names_its_server_is_heard_and_cookies_may_differ_in_spelling()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        using var door = emulator.Open(FrontDoorKind.LoadBalancer);

        using var response = await door.ReturnsAsync("""{"statusCode":200,"headers":{"Server":"x","set-cookie":"a=1","Set-Cookie":"b=2","Connection":"close"},"body":"x"}""", cancellationToken);

        Assert.Equal("x", Assert.Single(response.Headers.GetValues("Server")));
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.ToString());
    }

    [Theory(Timeout = Limit)]
    [InlineData("TRACE", "", "405 Not Allowed")]
    [InlineData("GET", "Connection: Upgrade\r\nUpgrade: websocket\r\n", "400 Bad Request")]
    public async Task Some_requests_do_not_get_to_the_function(string method, string headers, string title)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        using var door = emulator.Open(FrontDoorKind.LoadBalancer);

        var answer = await door.SendRawAsync($"{method} /seen HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n", cancellationToken);

        Assert.StartsWith($"HTTP/1.1 {title}\r\n", answer, StringComparison.Ordinal);
        Assert.Contains($"<title>{title}</title>", answer, StringComparison.Ordinal);
        Assert.Empty(emulator.Environments);
    }

    [Fact(Timeout = Limit)]
    public async Task An_answer_may_have_1_MB()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        using var door = emulator.Open(FrontDoorKind.LoadBalancer);

        using var response = await door.GetAsync(DoorRequests.At("large?bytes=1048000"), cancellationToken);

        Assert.Equal(1048000, (await response.TextAsync(cancellationToken)).Length);
    }

    private static Task<RunningEmulator> StartAsync(CancellationToken cancellationToken, bool isMultiValue = false) => DoorRequests.StartAsync(
        DoorRequests.Function, cancellationToken, door: door => door with { MultiValueHeaders = isMultiValue });
}
