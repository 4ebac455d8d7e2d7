using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace RvWeb.Tests.Emulator.EventStream;

/// <summary>Source: docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html.</summary>
public sealed class InvokeWithResponseStreamTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task Each_chunk_arrives_while_the_function_still_runs_and_the_end_is_an_event()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await StreamAsync(emulator, $$"""{"text":"a"},{"gate":{{gate.Port}}},{"text":"é"}""", cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var first = await ReceivedMessage.ReadAsync(body, cancellationToken);
        (await gate.ArrivedAsync(cancellationToken)).Dispose();
        var second = await ReceivedMessage.ReadAsync(body, cancellationToken);
        var last = await ReceivedMessage.ReadAsync(body, cancellationToken);

        Assert.Equal("application/vnd.amazon.eventstream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("$LATEST", Assert.Single(response.Headers.GetValues("X-Amz-Executed-Version")));
        Assert.Equal(36, Assert.Single(response.Headers.GetValues("x-amzn-RequestId")).Length);
        Assert.StartsWith("Root=1-", Assert.Single(response.Headers.GetValues("X-Amzn-Trace-Id")), StringComparison.Ordinal);
        Assert.Equal(("PayloadChunk", "event", "application/octet-stream", "a"), (first!.Type, first.Headers[":message-type"], first.Headers[":content-type"], first.Payload));
        Assert.Equal(("PayloadChunk", "é"), (second!.Type, second.Payload));
        Assert.Equal(("InvokeComplete", "event", "application/json", "{}"), (last!.Type, last.Headers[":message-type"], last.Headers[":content-type"], last.Payload));
        Assert.Null(await ReceivedMessage.ReadAsync(body, cancellationToken));
    }

    [Theory(Timeout = Limit)]
    [InlineData(
        """{"error":{"errorType":"Application.Late","errorMessage":"\"late\""}}""",
        """{"ErrorCode":"Application.Late","ErrorDetails":"{\"errorType\":\"Application.Late\",\"errorMessage\":\"\\\"late\\\"\"}"}""")]
    [InlineData(
        """{"error":{"errorType":"Application.Late"}}""",
        """{"ErrorCode":"Application.Late","ErrorDetails":"{\"errorType\":\"Application.Late\",\"errorMessage\":\"The function failed while it sent its response.\"}"}""")]
    [InlineData("""{"crash":true}""", """{"ErrorCode":"Runtime.ExitError","ErrorDetails":"{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: ID Error: Runtime exited with error: exit status 3\"}"}""")]
    [InlineData("""{"hang":true}""", """{"ErrorCode":"Sandbox.Timedout","ErrorDetails":"{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: ID Error: Task timed out after 3.00 seconds\"}"}""")]
    public async Task A_failure_after_the_first_chunk_is_told_by_the_last_event(string failure, string expected)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        var timeout = TimeSpan.FromSeconds(failure.Contains("hang", StringComparison.Ordinal) ? 3 : 60);
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function() with { Timeout = timeout }, cancellationToken);

        using var response = await StreamAsync(emulator, $$"""{"text":"a"},{"gate":{{gate.Port}}},{{failure}}""", cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var first = await ReceivedMessage.ReadAsync(body, cancellationToken);
        (await gate.ArrivedAsync(cancellationToken)).Dispose();
        var last = await ReceivedMessage.ReadAsync(body, cancellationToken);

        Assert.Equal(("PayloadChunk", "InvokeComplete"), (first?.Type, last?.Type));
        Assert.Equal(expected.Replace("ID", response.Headers.GetValues("x-amzn-RequestId").Single(), StringComparison.Ordinal), last?.Payload);
    }

    [Fact(Timeout = Limit)]
    public async Task A_function_that_does_not_stream_gives_its_payload_in_chunks()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await InvokeAsync(emulator, """{"command":"large","bytes":1000000}""", cancellationToken);
        var events = await EventsAsync(response, cancellationToken);

        Assert.Equal($"\"{new string('x', 1_000_000)}\"", string.Concat(events.SkipLast(1).Select(message => message.Payload)));
        Assert.Equal(("InvokeComplete", "{}"), (events[^1].Type, events[^1].Payload));
    }

    [Fact(Timeout = Limit)]
    public async Task A_reported_error_is_told_by_the_only_event()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await InvokeAsync(emulator, """{"command":"throw"}""", cancellationToken);

        Assert.Equal(
            """{"ErrorCode":"Unhandled","ErrorDetails":"{\"errorMessage\":\"thrown\",\"errorType\":\"Application.CustomError\"}"}""",
            Assert.Single(await EventsAsync(response, cancellationToken)).Payload);
    }

    [Fact(Timeout = Limit)]
    public async Task The_logs_last_lines_come_with_the_last_event_if_asked_for()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/2021-11-15/functions/test/response-streaming-invocations");
        request.Content = new StringContent("""{"command":"stream","steps":[{"text":"a"}]}""");
        request.Headers.Add("X-Amz-Log-Type", "Tail");
        using var response = await emulator.Service.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var last = (await EventsAsync(response, cancellationToken))[^1];

        var log = Encoding.UTF8.GetString(Convert.FromBase64String(JsonNode.Parse(last.Payload)!["LogResult"]!.GetValue<string>()));
        Assert.Matches("(?s)START RequestId: .*streamed: 202.*END RequestId: .*REPORT RequestId: ", log);
    }

    [Theory(Timeout = Limit)]
    [InlineData("test", "Event", HttpStatusCode.BadRequest, "InvalidParameterValueException")]
    [InlineData("test", "Other", HttpStatusCode.BadRequest, "InvalidParameterValueException")]
    [InlineData("none", "RequestResponse", HttpStatusCode.NotFound, "ResourceNotFoundException")]
    [InlineData("test", "DryRun", HttpStatusCode.NoContent, null)]
    public async Task What_is_not_invoked_is_answered_as_by_invoke(string function, string type, HttpStatusCode status, string? error)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await InvokeAsync(emulator, "{}", cancellationToken, function, type);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(error, response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.Single() : null);
    }

    [Fact(Timeout = Limit)]
    public async Task A_caller_who_leaves_does_not_stop_the_function()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var response = await StreamAsync(emulator, $$"""{"text":"a"},{"gate":{{gate.Port}}},{"zeros":20000000}""", cancellationToken);
        using var function = await gate.ArrivedAsync(cancellationToken);
        response.Dispose();
        function.Dispose();

        Assert.Equal("test | streamed: 202", await emulator.Output.NextAsync("streamed:", cancellationToken));
    }

    [Theory(Timeout = Limit)]
    [InlineData("""{"command":"stream","steps":[{"text":"héllo"}]}""", "RequestResponse", "200 $LATEST application/vnd.amazon.eventstream", "héllo", """{"InvokeComplete": {}}""")]
    [InlineData("""{"command":"stream","steps":[{"zeros":5000000}]}""", "RequestResponse", """{"InvokeComplete": {}}""", "large chunks: 5000000")]
    [InlineData("""{"command":"pid"}""", "RequestResponse", """{"InvokeComplete": {}}""")]
    [InlineData("""{"command":"throw"}""", "RequestResponse", """{"InvokeComplete": {"ErrorCode": "Unhandled", "ErrorDetails": "{\"errorMessage\":\"thrown\",\"errorType\":\"Application.CustomError\"}"}}""")]
    [InlineData("{}", "Event", "InvalidParameterValueException 400")]
    public async Task Botocore_understands_it(string payload, string type, params string[] expected)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await Botocore.SkipUnlessInstalledAsync(cancellationToken);
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var lines = await Botocore.RunAsync("EventStream/stream.py", [emulator.Service.BaseAddress!.ToString(), payload, type], cancellationToken);

        Assert.All(expected, line => Assert.Contains(line, lines));
    }

    private static Task<HttpResponseMessage> StreamAsync(RunningEmulator emulator, string steps, CancellationToken cancellationToken) =>
        InvokeAsync(emulator, $$"""{"command":"stream","steps":[{{steps}}]}""", cancellationToken);

    private static Task<HttpResponseMessage> InvokeAsync(
        RunningEmulator emulator, string payload, CancellationToken cancellationToken, string function = "test", string type = "RequestResponse")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/2021-11-15/functions/{function}/response-streaming-invocations");
        request.Content = new StringContent(payload, Encoding.UTF8, "application/json");
        request.Headers.Add("X-Amz-Invocation-Type", type);
        return emulator.Service.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static async Task<List<ReceivedMessage>> EventsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var events = new List<ReceivedMessage>();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (await ReceivedMessage.ReadAsync(body, cancellationToken) is { } message)
            events.Add(message);
        return events;
    }
}
