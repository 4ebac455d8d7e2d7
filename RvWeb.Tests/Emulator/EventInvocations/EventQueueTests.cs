using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Emulator.EventInvocations;
using RvWeb.Emulator.Functions;

namespace RvWeb.Tests.Emulator.EventInvocations;

/// <summary>
/// Sources: docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html and
/// docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html.
/// </summary>
public sealed class EventQueueTests
{
    private const int Limit = 60_000;
    private const string Throw = """{"command":"throw"}""";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    [Fact(Timeout = Limit)]
    public async Task A_failed_event_is_repeated_twice_under_the_same_id_and_then_dropped()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(new EventInvokeOptions { RetryDelay = TimeSpan.FromMinutes(1) }, cancellationToken);

        var id = await SendAsync(emulator, Throw, cancellationToken);

        await emulator.Output.NextAsync($"START RequestId: {id}", cancellationToken);
        await emulator.Output.NextAsync($"EVENT RequestId: {id} attempt 1 of 3 failed; the next one follows in 60 s", cancellationToken);
        _time.Advance(TimeSpan.FromSeconds(60));
        await emulator.Output.NextAsync($"START RequestId: {id}", cancellationToken);
        await emulator.Output.NextAsync($"EVENT RequestId: {id} attempt 2 of 3 failed; the next one follows in 120 s", cancellationToken);
        _time.Advance(TimeSpan.FromSeconds(120));
        await emulator.Output.NextAsync($"START RequestId: {id}", cancellationToken);
        await emulator.Output.NextAsync($"EVENT RequestId: {id} dropped after 3 attempts: RetriesExhausted", cancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_retries_the_first_failure_is_the_last()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(new EventInvokeOptions { MaximumRetryAttempts = 0 }, cancellationToken);

        var id = await SendAsync(emulator, Throw, cancellationToken);

        await emulator.Output.NextAsync($"EVENT RequestId: {id} dropped after 1 attempt: RetriesExhausted", cancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task An_event_that_grows_too_old_between_attempts_is_dropped()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var events = new EventInvokeOptions { RetryDelay = TimeSpan.FromMinutes(1), MaximumEventAge = TimeSpan.FromMinutes(2) };
        await using var emulator = await StartAsync(events, cancellationToken);

        var id = await SendAsync(emulator, Throw, cancellationToken);

        await emulator.Output.NextAsync("attempt 1 of 3 failed", cancellationToken);
        _time.Advance(TimeSpan.FromSeconds(60));
        await emulator.Output.NextAsync("attempt 2 of 3 failed", cancellationToken);
        _time.Advance(TimeSpan.FromSeconds(60));
        await emulator.Output.NextAsync($"EVENT RequestId: {id} dropped after 2 attempts: EventAgeExceeded", cancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task A_throttled_event_is_tried_again_with_growing_delay_and_costs_no_attempt()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await StartAsync(new EventInvokeOptions { MaximumRetryAttempts = 0 }, cancellationToken);
        var inUse = emulator.InvokeAsync(gate.Event, cancellationToken);
        using (await gate.ArrivedAsync(cancellationToken))
        {
            await SendAsync(emulator, """{"command":"say","text":"at last"}""", cancellationToken);
            await emulator.Output.NextAsync("throttled: all of the concurrency of 1 is in use; tried again in 1 s", cancellationToken);
            _time.Advance(TimeSpan.FromSeconds(1));
            await emulator.Output.NextAsync("tried again in 2 s", cancellationToken);
        }
        using var answer = await inUse;

        _time.Advance(TimeSpan.FromSeconds(2));

        await emulator.Output.NextAsync("at last", cancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task Events_wait_for_each_other_rather_than_throttle_each_other()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(new EventInvokeOptions(), cancellationToken);

        foreach (var text in (string[])["one", "two", "three"])
            await SendAsync(emulator, $$"""{"command":"say","text":"{{text}}"}""", cancellationToken);

        // Without the clock moving on, none of them can have been throttled.
        var said = new List<string>();
        for (var i = 0; i < 3; i++)
            said.Add(await emulator.Output.NextAsync(line => line is "test | one" or "test | two" or "test | three", cancellationToken));
        Assert.Equal(["test | one", "test | three", "test | two"], said.Order());
    }

    [Fact(Timeout = Limit)]
    public async Task A_function_named_as_destination_is_invoked_with_the_record_of_the_failure()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(new EventInvokeOptions { MaximumRetryAttempts = 0, OnFailure = "dead" }, cancellationToken);

        var id = await SendAsync(emulator, Throw, cancellationToken);

        await emulator.Output.NextAsync($"EVENT RequestId: {id} OnFailure destination dead gets the record: RetriesExhausted", cancellationToken);
        var record = JsonNode.Parse((await emulator.Output.NextAsync("dead | {", cancellationToken))["dead | ".Length..])!;
        Assert.Equal(
            $$$"""
            {"version":"1.0","timestamp":"2026-11-25T12:00:00.000Z",
            "requestContext":{"requestId":"{{{id}}}","functionArn":"arn:aws:lambda:us-east-1:000000000000:function:test:$LATEST","condition":"RetriesExhausted","approximateInvokeCount":1},
            "requestPayload":{"command":"throw"},
            "responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},
            "responsePayload":{"errorMessage":"thrown","errorType":"Application.CustomError"}}
            """.ReplaceLineEndings(""),
            record.ToJsonString());
    }

    [Fact(Timeout = Limit)]
    public async Task A_success_is_recorded_without_a_function_error_and_an_answer_that_is_no_json_as_text()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(new EventInvokeOptions { OnSuccess = "dead" }, cancellationToken);

        await SendAsync(emulator, """{"command":"returns","body":"no \"json\""}""", cancellationToken);

        var record = JsonNode.Parse((await emulator.Output.NextAsync("dead | {", cancellationToken))["dead | ".Length..])!;
        Assert.Equal("Success", (string?)record["requestContext"]!["condition"]);
        Assert.Equal("""{"statusCode":200,"executedVersion":"$LATEST"}""", record["responseContext"]!.ToJsonString());
        Assert.Equal("no \"json\"", (string?)record["responsePayload"]);
    }

    [Theory(Timeout = Limit)]
    [InlineData("arn:aws:sqs:us-east-1:000000000000:queue", "it is no function of this emulator")]
    [InlineData("test", "a function that is its own destination would be called for ever")]
    public async Task Any_other_destination_is_told_in_the_log(string destination, string reason)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(new EventInvokeOptions { OnSuccess = destination }, cancellationToken);

        await SendAsync(emulator, "{}", cancellationToken);

        await emulator.Output.NextAsync($"OnSuccess destination {destination} would get the record (Success): {reason}", cancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task A_stop_tells_how_many_events_it_drops_and_counts_none_twice()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await StartAsync(new EventInvokeOptions { MaximumRetryAttempts = 0, OnFailure = "dead" }, cancellationToken);
        await SendAsync(emulator, gate.Event, cancellationToken);
        using var running = await gate.ArrivedAsync(cancellationToken);
        await SendAsync(emulator, "{}", cancellationToken);
        await SendAsync(emulator, "{}", cancellationToken);

        await emulator.StopAsync(cancellationToken);

        await emulator.Output.NextAsync("test | EVENT 3 events dropped: the emulator stops and keeps no queue", cancellationToken);
        Assert.Null(emulator.Output.Rest());
    }

    [Fact(Timeout = Limit)]
    public async Task An_event_may_be_1_MB_long()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(new EventInvokeOptions(), cancellationToken);
        var longest = $"\"{new string('x', InvocationRequest.MaximumEventBytes - 2)}\"";

        using var accepted = await emulator.InvokeAsync(longest, cancellationToken, ("X-Amz-Invocation-Type", "Event"));
        using var refused = await emulator.InvokeAsync(longest + " ", cancellationToken, ("X-Amz-Invocation-Type", "Event"));

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Equal(
            """{"message":"Request must be smaller than 1048576 bytes for the InvokeFunction operation","Type":"User"}""",
            await refused.Content.ReadAsStringAsync(cancellationToken));
    }

    private Task<RunningEmulator> StartAsync(EventInvokeOptions events, CancellationToken cancellationToken) => RunningEmulator.StartAsync(
        [
            RunningEmulator.Function() with { Concurrency = 1, Events = events },
            RunningEmulator.Function("print") with { Name = "dead" },
        ],
        cancellationToken,
        _time);

    /// <returns>The request id.</returns>
    private static async Task<string> SendAsync(RunningEmulator emulator, string payload, CancellationToken cancellationToken)
    {
        using var response = await emulator.InvokeAsync(payload, cancellationToken, ("X-Amz-Invocation-Type", "Event"));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return response.Headers.GetValues("x-amzn-RequestId").Single();
    }
}
