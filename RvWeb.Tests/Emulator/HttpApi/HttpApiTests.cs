using System.Net;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Tests.Emulator.FrontDoors;

namespace RvWeb.Tests.Emulator.HttpApi;

/// <summary>Source: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html (response format), and recordings.</summary>
public sealed class HttpApiTests
{
    private const int Limit = 60_000;

    [Theory(Timeout = Limit)]
    [InlineData("""{"hello": "world"}""", "application/json", """{"hello": "world"}""")]
    [InlineData("\"hello\"", "application/json", "hello")]
    [InlineData("3.10", "application/json", "3.10")]
    [InlineData("""{"statusCode":200,"body":"x"}""", "text/plain; charset=utf-8", "x")]
    [InlineData("""{"statusCode":200,"headers":{"content-type":"a/b"},"body":"x"}""", "a/b", "x")]
    public async Task Format_2_infers_what_has_no_status(string answer, string type, string body)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(FrontDoorKind.HttpApi);

        using var response = await door.ReturnsAsync(answer, cancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(body, await response.TextAsync(cancellationToken));
        Assert.Matches("^[A-Za-z0-9_-]{15}=$", Assert.Single(response.Headers.GetValues("Apigw-Requestid")));
    }

    [Theory(Timeout = Limit)]
    [InlineData("""{"statusCode":0}""")]
    [InlineData("""{"statusCode":200.5}""")]
    [InlineData("{")]
    public async Task Format_2_refuses_a_status_that_is_none(string answer)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(FrontDoorKind.HttpApi);

        using var response = await door.ReturnsAsync(answer, cancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("""{"message":"Internal Server Error"}""", await response.TextAsync(cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Format_2_sets_each_cookie_and_knows_no_multi_value_headers()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(FrontDoorKind.HttpApi);

        using var response = await door.ReturnsAsync("""{"statusCode":201,"cookies":["a=1","b=2"],"multiValueHeaders":{"x-many":["1"]}}""", cancellationToken);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.False(response.Headers.Contains("x-many"));
    }

    [Theory(Timeout = Limit)]
    [InlineData("""{"hello":"world"}""")]
    [InlineData("\"hello\"")]
    [InlineData("{}")]
    [InlineData("""{"statusCode":"ok"}""")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"a":"b"}}""")]
    [InlineData("""{"statusCode":200,"isBase64Encoded":true,"body":"*"}""")]
    [InlineData("""{"statusCode":200,"body":"\ud800"}""")]
    public async Task Format_1_infers_nothing(string answer)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartFormat1Async(cancellationToken);
        using var door = emulator.Open(FrontDoorKind.HttpApi);

        using var response = await door.ReturnsAsync(answer, cancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("""{"message":"Internal Server Error"}""", await response.TextAsync(cancellationToken));
    }

    // Recorded: the single map first; fields nobody knows are ignored.
    [Fact(Timeout = Limit)]
    public async Task Format_1_merges_the_two_maps_of_headers()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartFormat1Async(cancellationToken);
        using var door = emulator.Open(FrontDoorKind.HttpApi);

        using var response = await door.ReturnsAsync(
            """{"statusCode":"201","headers":{"x-many":"1"},"multiValueHeaders":{"X-Many":["2",true],"Set-Cookie":["a=1","b=2"]},"body":"Y2Fmw6k=","isBase64Encoded":true,"unknown":1}""", cancellationToken);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(["1", "2", "true"], response.Headers.GetValues("x-many"));
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("café", await response.TextAsync(cancellationToken));
    }

    [Theory(Timeout = Limit)]
    [InlineData("/beta/seen", 200)]
    [InlineData("/beta", 200)]
    [InlineData("/betas/seen", 404)]
    [InlineData("/seen", 404)]
    [InlineData("/", 404)]
    public async Task A_path_outside_of_a_named_stage_is_not_found(string path, int status)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(
            DoorRequests.Function, cancellationToken, door: door => door.Kind == FrontDoorKind.HttpApi ? door with { Stage = "beta" } : door);
        using var door = emulator.Open(FrontDoorKind.HttpApi);

        using var response = await door.GetAsync(new Uri(door.BaseAddress!, path), cancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 404)
            Assert.Equal("""{"message":"Not Found"}""", await response.TextAsync(cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Binary_survives_in_both_directions()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(FrontDoorKind.HttpApi);
        var bytes = Enumerable.Range(0, 100_000).Select(index => (byte)(index * 31)).ToArray();

        using var response = await door.PostAsync(DoorRequests.At("body"), new ByteArrayContent(bytes) { Headers = { ContentType = new("image/png") } }, cancellationToken);

        Assert.Equal("image/png", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    private static Task<RunningEmulator> StartFormat1Async(CancellationToken cancellationToken) => DoorRequests.StartAsync(
        DoorRequests.Function, cancellationToken, door: door => door with { PayloadFormat = PayloadFormat.Version1 });
}
