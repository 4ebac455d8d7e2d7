using System.Net;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Tests.Emulator.FrontDoors;

/// <summary>
/// What viewers get when something fails. Sources: recordings of API Gateway's bodies;
/// docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html;
/// docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html.
/// </summary>
public sealed class FrontDoorErrorsTests
{
    private const int Limit = 60_000;

    private const string HttpError = """{"message":"Internal Server Error"}""";
    private const string RestError = """{"message": "Internal server error"}""";
    private const string BalancerError = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";

    [Theory(Timeout = Limit)]
    [InlineData(FrontDoorKind.HttpApi, "throw", 500, HttpError)]
    [InlineData(FrontDoorKind.HttpApi, "crash", 500, HttpError)]
    [InlineData(FrontDoorKind.HttpApi, "large?bytes=7000000", 500, HttpError)]
    [InlineData(FrontDoorKind.RestApi, "throw", 502, RestError)]
    [InlineData(FrontDoorKind.RestApi, "crash", 502, RestError)]
    [InlineData(FrontDoorKind.RestApi, "large?bytes=7000000", 502, RestError)]
    [InlineData(FrontDoorKind.LoadBalancer, "throw", 502, BalancerError)]
    [InlineData(FrontDoorKind.LoadBalancer, "crash", 502, BalancerError)]
    [InlineData(FrontDoorKind.LoadBalancer, "large?bytes=1048577", 502, BalancerError)]
    internal async Task A_function_that_fails_is_an_error_of_the_front_door_and_the_next_request_works(FrontDoorKind kind, string path, int status, string body)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(kind);

        using var failed = await door.GetAsync(DoorRequests.At(path), cancellationToken);
        using var next = await door.GetAsync(DoorRequests.At("seen"), cancellationToken);

        Assert.Equal(status, (int)failed.StatusCode);
        Assert.Equal(body, await failed.TextAsync(cancellationToken));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Theory(Timeout = Limit)]
    [InlineData(FrontDoorKind.HttpApi, 500, HttpError)]
    [InlineData(FrontDoorKind.RestApi, 500, RestError)]
    [InlineData(FrontDoorKind.LoadBalancer, 502, BalancerError)]
    internal async Task A_request_beyond_the_functions_concurrency_is_an_error_of_the_front_door(FrontDoorKind kind, int status, string body)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function with { Concurrency = 1 }, cancellationToken);
        using var door = emulator.Open(kind);

        var first = door.GetAsync(DoorRequests.At($"gate?gate={gate.Port}"), cancellationToken);
        using var held = await gate.ArrivedAsync(cancellationToken);
        using var throttled = await door.GetAsync(DoorRequests.At("seen"), cancellationToken);
        held.Dispose();
        using var answered = await first;

        Assert.Equal(status, (int)throttled.StatusCode);
        Assert.Equal(body, await throttled.TextAsync(cancellationToken));
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    // 29 s and 30 s: docs.aws.amazon.com/apigateway/latest/developerguide/limits.html and http-api-quotas.html.
    [Theory(Timeout = Limit)]
    [InlineData(FrontDoorKind.HttpApi, 30, 503, """{"message":"Service Unavailable"}""")]
    [InlineData(FrontDoorKind.RestApi, 29, 504, """{"message": "Endpoint request timed out"}""")]
    internal async Task A_front_door_waits_no_longer_than_AWS_does_and_the_function_runs_on(FrontDoorKind kind, int seconds, int status, string body)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider();
        using var gate = new Gate();
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function with { Timeout = TimeSpan.FromSeconds(60) }, cancellationToken, time);
        using var door = emulator.Open(kind);

        var waiting = door.GetAsync(DoorRequests.At($"gate?gate={gate.Port}"), cancellationToken);
        using var held = await gate.ArrivedAsync(cancellationToken);
        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        using var late = await waiting;
        held.Dispose();
        await emulator.Output.NextAsync("REPORT RequestId", cancellationToken);

        Assert.Equal(status, (int)late.StatusCode);
        Assert.Equal(body, await late.TextAsync(cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_load_balancer_waits_as_long_as_the_function_may_run()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider();
        using var gate = new Gate();
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function with { Timeout = TimeSpan.FromSeconds(900) }, cancellationToken, time);
        using var door = emulator.Open(FrontDoorKind.LoadBalancer);

        var waiting = door.GetAsync(DoorRequests.At($"gate?gate={gate.Port}"), cancellationToken);
        using var held = await gate.ArrivedAsync(cancellationToken);
        time.Advance(TimeSpan.FromSeconds(899));
        held.Dispose();
        using var answered = await waiting;

        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Theory(Timeout = Limit)]
    [InlineData(FrontDoorKind.HttpApi, "HTTP API: ")]
    [InlineData(FrontDoorKind.RestApi, "REST API: ")]
    [InlineData(FrontDoorKind.LoadBalancer, "load balancer: ")]
    internal async Task The_log_says_what_is_wrong_with_an_answer(FrontDoorKind kind, string name)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(kind);

        using var response = await door.ReturnsAsync("""{"statusCode":"ok"}""", cancellationToken);

        Assert.True(response.StatusCode >= HttpStatusCode.InternalServerError);
        Assert.Contains("statusCode", await emulator.Output.NextAsync(name, cancellationToken), StringComparison.Ordinal);
    }
}
