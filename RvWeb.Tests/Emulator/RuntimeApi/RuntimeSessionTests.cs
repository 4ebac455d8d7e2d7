using System.Text;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.RuntimeApi;
using RvWeb.Emulator.Streaming;

namespace RvWeb.Tests.Emulator.RuntimeApi;

/// <summary>Source of the states and errors: AWS's own Runtime API implementation, the Runtime Interface Emulator.</summary>
public sealed class RuntimeSessionTests
{
    private readonly RuntimeSession _session;
    private int _timesIdle;
    private string? _initError;

    public RuntimeSessionTests() =>
        _session = new RuntimeSession(() => _timesIdle++, error => _initError = $"{error.ErrorType} {Encoding.UTF8.GetString(error.Payload.Span)}");

    [Fact]
    public async Task The_first_next_ends_the_init_and_waits_for_an_event()
    {
        var next = _session.NextAsync(TestContext.Current.CancellationToken);

        Assert.Equal(RuntimeState.Idle, _session.State);
        Assert.Equal(1, _timesIdle);
        Assert.False(next.IsCompleted);

        var invocation = Invocation("1");
        Assert.True(Run(invocation));
        Assert.Same(invocation, await next);
    }

    [Fact]
    public async Task An_answer_completes_the_invocation_and_the_runtime_is_free_at_its_next_next()
    {
        var invocation = RunOne("1");

        Assert.Equal(RuntimeAnswer.Accepted, _session.Respond("1", "42"u8.ToArray()));
        Assert.Equal(RuntimeState.Answered, _session.State);
        Assert.False(Run(Invocation("2")));
        Assert.Equal("42", Encoding.UTF8.GetString((await invocation.Result).Payload.Span));

        _ = _session.NextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, _timesIdle);
        Assert.True(Run(Invocation("2")));
    }

    [Fact]
    public async Task A_reported_error_reaches_the_invoker_verbatim()
    {
        var invocation = RunOne("1");

        Assert.Equal(RuntimeAnswer.Accepted, _session.Fail("1", """{"errorType":"X"}"""u8.ToArray()));

        var result = await invocation.Result;
        Assert.Equal(InvocationOutcome.Failed, result.Outcome);
        Assert.Equal("""{"errorType":"X"}""", Encoding.UTF8.GetString(result.Payload.Span));
    }

    [Fact]
    public void Unknown_and_answered_ids_are_invalid()
    {
        Assert.Equal(RuntimeAnswer.InvalidRequestId, _session.Respond("1", default));
        RunOne("1");
        Assert.Equal(RuntimeAnswer.InvalidRequestId, _session.Respond("2", default));
        Assert.Equal(RuntimeAnswer.InvalidRequestId, _session.Fail("2", default));
        _session.Respond("1", default);
        Assert.Equal(RuntimeAnswer.InvalidRequestId, _session.Respond("1", default));
    }

    [Fact]
    public async Task A_response_over_the_limit_is_refused_and_fails_the_invocation()
    {
        var invocation = RunOne("1");

        Assert.Equal(RuntimeAnswer.TooLarge, _session.RespondTooLarge("1"));

        Assert.Equal("Function.ResponseSizeTooLarge", (await invocation.Result).ErrorType);
    }

    [Fact]
    public void An_init_error_is_for_the_init_only()
    {
        Assert.Equal(RuntimeAnswer.Accepted, _session.FailInit("{}"u8.ToArray(), "Runtime.X"));
        Assert.Equal("Runtime.X {}", _initError);

        _ = _session.NextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(RuntimeAnswer.InvalidStateTransition, _session.FailInit("{}"u8.ToArray(), "Runtime.X"));
    }

    [Fact]
    public async Task Asking_again_while_an_event_is_out_gives_the_same_event()
    {
        var invocation = RunOne("1");

        Assert.Same(invocation, await _session.NextAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, _timesIdle);
    }

    [Fact]
    public async Task A_runtime_that_hung_up_can_ask_again()
    {
        using var hangUp = new CancellationTokenSource();
        var lost = _session.NextAsync(hangUp.Token);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lost);

        var invocation = Invocation("1");
        Assert.True(Run(invocation));

        Assert.Same(invocation, await _session.NextAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task After_the_end_nothing_runs_and_who_waits_is_let_go_at_the_hang_up()
    {
        var waiting = _session.NextAsync(TestContext.Current.CancellationToken);
        Assert.True(_session.TryEnd(out var was, out var running));

        Assert.Equal(RuntimeState.Idle, was);
        Assert.Null(running);
        Assert.False(waiting.IsCompleted);
        _session.HangUp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(_session.TryEnd(out _, out _));
        Assert.False(Run(Invocation("1")));
    }

    [Fact]
    public void The_end_of_a_running_session_names_its_invocation()
    {
        var invocation = RunOne("1");

        Assert.True(_session.TryEnd(out _, out var running));

        Assert.Same(invocation, running);
    }

    [Fact]
    public async Task While_it_streams_the_runtime_may_neither_ask_for_an_event_nor_answer_again()
    {
        var invocation = RunOne("1");
        Assert.Null(_session.BeginResponse("1", Stream()));

        Assert.Null(await _session.NextAsync(TestContext.Current.CancellationToken));
        Assert.Equal(RuntimeAnswer.InvalidStateTransition, _session.Respond("1", default));
        Assert.Equal(RuntimeAnswer.InvalidStateTransition, _session.Fail("1", default));
        Assert.Equal(RuntimeAnswer.InvalidStateTransition, _session.BeginResponse("1", Stream()));
        Assert.False(invocation.Result.IsCompleted);
    }

    [Fact]
    public async Task A_streamed_answer_is_there_when_it_begins_and_the_invocation_ends_with_it()
    {
        var invocation = RunOne("1");
        var stream = Stream();
        _session.BeginResponse("1", stream);

        Assert.Same(stream, (await invocation.Answer).Stream);
        Assert.False(stream.Completion.IsCompleted);
        Assert.Equal(RuntimeAnswer.Accepted, _session.EndResponse("1", InvocationResult.Success(default), RuntimeAnswer.Accepted));

        Assert.Equal(RuntimeState.Answered, _session.State);
        Assert.Null((await invocation.Result).Stream);
        Assert.Equal(InvocationOutcome.Succeeded, (await stream.Completion).Outcome);
    }

    [Fact]
    public void The_end_of_a_streaming_session_names_its_invocation()
    {
        var invocation = RunOne("1");
        _session.BeginResponse("1", Stream());

        Assert.True(_session.TryEnd(out _, out var running));

        Assert.Same(invocation, running);
        Assert.Equal(RuntimeAnswer.InvalidRequestId, _session.EndResponse("1", InvocationResult.Success(default), RuntimeAnswer.Accepted));
    }

    [Fact]
    public async Task A_runtime_that_hung_up_while_it_streamed_fails_that_and_gets_the_next_event()
    {
        var invocation = RunOne("1");
        _session.BeginResponse("1", Stream());
        _session.BreakResponse("1");
        Assert.False(invocation.Result.IsCompleted);

        var next = _session.NextAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Runtime.TruncatedResponse", (await invocation.Result).ErrorType);
        Assert.True(Run(Invocation("2")));
        Assert.Equal("2", (await next)!.Id);
    }

    private Invocation RunOne(string id)
    {
        _ = _session.NextAsync(TestContext.Current.CancellationToken);
        var invocation = Invocation(id);
        Assert.True(Run(invocation));
        return invocation;
    }

    private bool Run(Invocation invocation) => _session.TryRun(invocation, DateTimeOffset.UnixEpoch, "instance", coldStart: false);

    private static ResponseStream Stream() => new(TimeProvider.System) { ContentType = "application/octet-stream" };

    private static Invocation Invocation(string id) => new(
        new InvocationRequest { RequestId = id, Payload = default }, span: null, TimeProvider.System);
}
