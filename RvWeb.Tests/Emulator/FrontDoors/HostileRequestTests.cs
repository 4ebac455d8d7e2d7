using System.Net;
using System.Net.Sockets;
using System.Text;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Tests.Emulator.FrontDoors;

public sealed class HostileRequestTests
{
    private const int Limit = 60_000;

    public static TheoryData<string> Kinds => [nameof(FrontDoorKind.HttpApi), nameof(FrontDoorKind.RestApi), nameof(FrontDoorKind.LoadBalancer)];

    // Limits: docs.aws.amazon.com/apigateway/latest/developerguide/limits.html, elasticloadbalancing/latest/application/lambda-functions.html.
    [Theory(Timeout = Limit)]
    [InlineData(FrontDoorKind.HttpApi, 10_485_761, """{"message":"Request Entity Too Large"}""")]
    [InlineData(FrontDoorKind.RestApi, 10_485_761, """{"message":"Request Too Long"}""")]
    [InlineData(FrontDoorKind.LoadBalancer, 1_048_577, "413 Request Entity Too Large")]
    [InlineData(FrontDoorKind.HttpApi, 100_000_000, """{"message":"Request Entity Too Large"}""")]
    [InlineData(FrontDoorKind.RestApi, 100_000_000, """{"message":"Request Too Long"}""")]
    [InlineData(FrontDoorKind.LoadBalancer, 100_000_000, "413 Request Entity Too Large")]
    internal async Task A_body_over_the_limit_is_refused(FrontDoorKind kind, int bytes, string body)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(kind);

        using var response = await door.PostAsync(DoorRequests.At("seen"), new ZerosContent(bytes), cancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains(body, await response.TextAsync(cancellationToken), StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData(FrontDoorKind.HttpApi)]
    [InlineData(FrontDoorKind.LoadBalancer)]
    internal async Task A_body_in_chunks_that_passes_the_limit_is_refused_where_it_does(FrontDoorKind kind)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(kind);

        using var request = new HttpRequestMessage(HttpMethod.Post, DoorRequests.At("seen")) { Content = new ZerosContent(12_000_000) };
        request.Headers.TransferEncodingChunked = true;
        using var response = await door.SendAsync(request, cancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory(Timeout = Limit)]
    [InlineData(FrontDoorKind.HttpApi, 6_000_000)]
    [InlineData(FrontDoorKind.RestApi, 6_400_000)]
    internal async Task A_body_that_fits_the_gateway_and_not_Lambda_is_refused_too(FrontDoorKind kind, int bytes)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(kind);

        using var response = await door.PostAsync(DoorRequests.At("seen"), new ByteArrayContent(Encoding.ASCII.GetBytes(new string('x', bytes))), cancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory(Timeout = Limit)]
    [InlineData(FrontDoorKind.HttpApi)]
    [InlineData(FrontDoorKind.LoadBalancer)]
    internal async Task A_body_in_chunks_comes_whole_and_its_framing_does_not(FrontDoorKind kind)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(kind);

        var seen = await door.SeenAsync("/seen", cancellationToken, "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "POST");

        Assert.Equal("abcde", seen.Text("body"));
        Assert.Null(seen["headers"]!["transfer-encoding"]);
    }

    // 10,240 bytes: docs.aws.amazon.com/apigateway/latest/developerguide/limits.html. A load balancer takes 64 KB.
    [Theory(Timeout = Limit)]
    [InlineData(FrontDoorKind.HttpApi, 10_000, 200)]
    [InlineData(FrontDoorKind.HttpApi, 10_300, 431)]
    [InlineData(FrontDoorKind.RestApi, 10_000, 200)]
    [InlineData(FrontDoorKind.RestApi, 10_300, 431)]
    [InlineData(FrontDoorKind.LoadBalancer, 15_000, 200)]
    internal async Task Headers_over_the_limit_are_refused(FrontDoorKind kind, int bytes, int status)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(kind);
        door.DefaultRequestHeaders.Add("x-long", new string('x', bytes));

        using var response = await door.GetAsync(DoorRequests.At("seen"), cancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Kinds))]
    public async Task A_query_that_is_only_a_question_mark_is_none(string kind)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(Enum.Parse<FrontDoorKind>(kind));

        var seen = await door.SeenAsync($"{door.BaseAddress!.AbsolutePath}seen?", cancellationToken);

        Assert.Equal(kind == nameof(FrontDoorKind.LoadBalancer) ? "{}" : null, seen["queryStringParameters"]?.ToJsonString());
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Kinds))]
    public async Task The_target_may_be_an_absolute_URI(string kind)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(Enum.Parse<FrontDoorKind>(kind));

        var seen = await door.SeenAsync($"http://x{door.BaseAddress!.AbsolutePath}seen?a=1", cancellationToken);

        Assert.Equal("/seen", (seen["rawPath"] ?? seen["path"])!.GetValue<string>());
        Assert.Equal("1", seen["queryStringParameters"]!.Text("a"));
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Kinds))]
    public async Task Empty_and_repeated_headers_and_letters_beyond_ASCII_come_through(string kind)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(Enum.Parse<FrontDoorKind>(kind));

        var seen = await door.SeenAsync($"{door.BaseAddress!.AbsolutePath}seen", cancellationToken, "x-empty:\r\nx-two: one\r\nx-two: two\r\nx-letter: \u00c3\u00a4\r\n");
        var headers = seen["headers"]!;

        Assert.Equal("", headers.Text("x-empty"));
        Assert.Equal("ä", headers.Text("x-letter"));
        Assert.Equal(kind == nameof(FrontDoorKind.HttpApi) ? "one,two" : "two", headers.Text("x-two"));
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Kinds))]
    public async Task Head_has_the_length_of_the_body_and_no_body(string kind)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(Enum.Parse<FrontDoorKind>(kind));

        using var response = await door.SendAsync(new HttpRequestMessage(HttpMethod.Head, DoorRequests.At("seen")), cancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 0);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Kinds))]
    public async Task A_viewer_who_leaves_does_not_stop_the_invocation(string kind)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function with { Concurrency = 1 }, cancellationToken);
        using var door = emulator.Open(Enum.Parse<FrontDoorKind>(kind));
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var left = door.GetAsync(DoorRequests.At($"gate?gate={gate.Port}"), leave.Token);
        using var held = await gate.ArrivedAsync(cancellationToken);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        held.Dispose();
        await emulator.Output.NextAsync("REPORT RequestId", cancellationToken);
        using var next = await door.GetAsync(DoorRequests.At("seen"), cancellationToken);

        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Single(emulator.Environments);
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Kinds))]
    public async Task A_viewer_who_leaves_before_the_body_is_sent_calls_nothing(string kind)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        using var door = emulator.Open(Enum.Parse<FrontDoorKind>(kind));

        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, door.BaseAddress!.Port, cancellationToken);
            await client.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes($"POST {door.BaseAddress.AbsolutePath}crash HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc"), cancellationToken);
        }
        using var next = await door.GetAsync(DoorRequests.At("seen"), cancellationToken);

        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Single(emulator.Environments);
    }

    [Fact(Timeout = Limit)]
    public async Task All_front_doors_lead_to_the_same_function_at_one_time()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await DoorRequests.StartAsync(DoorRequests.Function, cancellationToken);
        var doors = Enum.GetValues<FrontDoorKind>().Select(emulator.Open).ToList();

        var responses = await Task.WhenAll(doors.SelectMany(door => Enumerable.Range(0, 10).Select(_ => door.GetAsync(DoorRequests.At("seen"), cancellationToken))));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        doors.ForEach(door => door.Dispose());
    }
}
