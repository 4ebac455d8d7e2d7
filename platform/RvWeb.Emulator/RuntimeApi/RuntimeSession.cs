using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Streaming;

namespace RvWeb.Emulator.RuntimeApi;

/// <summary>
/// The Runtime API's state machine for one environment, without HTTP: what the runtime may say when, and what becomes of
/// the invocation it has. Asking for <c>next</c> while an invocation runs gives the same event again, so a runtime whose
/// connection broke loses nothing.
/// </summary>
/// <param name="idle">It waits for an event.</param>
/// <param name="initFailed">It reported an error of its init, or of what it does after a restore.</param>
/// <param name="snapshot">It waits to be restored; null without SnapStart.</param>
internal sealed class RuntimeSession(Action idle, Action<InvocationResult> initFailed, Action? snapshot = null)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _restored = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RuntimeState _state;
    private TaskCompletionSource<Invocation> _next = NewNext();
    private Invocation? _current;
    private bool _broken;

    public RuntimeState State
    {
        get
        {
            lock (_gate)
                return _state;
        }
    }

    /// <summary>The next event; waits without limit.</summary>
    /// <returns>Null if the runtime may not ask now: it is still sending its answer (as AWS's own implementation has it).</returns>
    /// <exception cref="OperationCanceledException">The runtime hung up, or the environment ended.</exception>
    public async Task<Invocation?> NextAsync(CancellationToken cancellationToken)
    {
        FinishBroken();
        var becameIdle = false;
        Task<Invocation> coming;
        lock (_gate)
        {
            if (_state == RuntimeState.Responding)
                return null;
            if (_state is RuntimeState.Initializing or RuntimeState.Restoring or RuntimeState.Answered)
            {
                becameIdle = true;
                _state = RuntimeState.Idle;
                if (_next.Task.IsCompleted)
                    _next = NewNext();
            }
            coming = _next.Task;
        }
        if (becameIdle)
            idle();
        return await coming.WaitAsync(cancellationToken);
    }

    /// <summary>Hands an event to the waiting runtime.</summary>
    /// <returns>False if it is not waiting: it has ended meanwhile.</returns>
    public bool TryRun(Invocation invocation, DateTimeOffset deadline, string instance, bool coldStart)
    {
        lock (_gate)
        {
            if (_state != RuntimeState.Idle)
                return false;
            _state = RuntimeState.Running;
            _current = invocation;
            invocation.BeginRun(deadline, instance, coldStart);
            _next.SetResult(invocation);
            return true;
        }
    }

    public RuntimeAnswer Respond(string requestId, ReadOnlyMemory<byte> payload) =>
        Answer(requestId, InvocationResult.Success(payload), RuntimeAnswer.Accepted);

    public RuntimeAnswer RespondTooLarge(string requestId) =>
        Answer(requestId, PlatformError.ResponseTooLarge(RuntimeAnswer.MaximumResponseBytes), RuntimeAnswer.TooLarge);

    /// <summary>The error document reaches the invoker verbatim.</summary>
    public RuntimeAnswer Fail(string requestId, ReadOnlyMemory<byte> error) =>
        Answer(requestId, InvocationResult.Failure(error), RuntimeAnswer.Accepted);

    /// <summary>The runtime begins a streamed answer. Whoever invoked gets the stream at once.</summary>
    /// <returns>What to tell the runtime if it may not; null if it may.</returns>
    public RuntimeAnswer? BeginResponse(string requestId, ResponseStream stream)
    {
        lock (_gate)
        {
            if (Refusal(requestId) is { } refusal)
                return refusal;
            _state = RuntimeState.Responding;
            _broken = false;
            _current!.BeginResponse(stream);
            return null;
        }
    }

    /// <summary>The streamed answer is complete, or has failed.</summary>
    public RuntimeAnswer EndResponse(string requestId, InvocationResult result, RuntimeAnswer answer)
    {
        Invocation answered;
        lock (_gate)
        {
            if (_current?.Id != requestId || _state != RuntimeState.Responding)
                return RuntimeAnswer.InvalidRequestId; // it ended meanwhile
            answered = TakeAnswered();
        }
        answered.TryComplete(result);
        return answer;
    }

    /// <summary>
    /// The connection broke in the middle of a streamed answer. That it crashed, its exit will tell, and that it hangs, the
    /// deadline; if it asks for the next event it has only hung up.
    /// </summary>
    public void BreakResponse(string requestId)
    {
        lock (_gate)
            _broken = _current?.Id == requestId && _state == RuntimeState.Responding;
    }

    /// <summary>The error document reaches, verbatim, whoever waits for the init.</summary>
    public RuntimeAnswer FailInit(ReadOnlyMemory<byte> error, string errorType)
    {
        if (State != RuntimeState.Initializing)
            return RuntimeAnswer.InvalidStateTransition;
        initFailed(InvocationResult.Failure(error) with { ErrorType = errorType });
        return RuntimeAnswer.Accepted;
    }

    public RuntimeAnswer FailRestore(ReadOnlyMemory<byte> error, string errorType)
    {
        if (State != RuntimeState.Restoring)
            return RuntimeAnswer.InvalidStateTransition;
        initFailed(InvocationResult.Failure(error) with { ErrorType = errorType });
        return RuntimeAnswer.Accepted;
    }

    /// <summary>The end of what goes into the snapshot; returns in an environment that was restored from it.</summary>
    /// <returns>The refusal, or null once it is restored.</returns>
    /// <exception cref="OperationCanceledException">The runtime hung up, or the environment ended.</exception>
    public async Task<RuntimeAnswer?> RestoreNextAsync(CancellationToken cancellationToken)
    {
        if (snapshot is null)
            return RuntimeAnswer.NotFound;
        bool reached;
        lock (_gate)
        {
            reached = _state == RuntimeState.Initializing;
            if (reached)
                _state = RuntimeState.Snapshot;
            else if (_state != RuntimeState.Snapshot)
                return RuntimeAnswer.InvalidStateTransition;
        }
        if (reached)
            snapshot();
        await _restored.Task.WaitAsync(cancellationToken);
        return null;
    }

    /// <summary>Resumes the runtime that waits in its snapshot.</summary>
    /// <returns>False if it has ended meanwhile.</returns>
    public bool TryRestore()
    {
        lock (_gate)
        {
            if (_state != RuntimeState.Snapshot)
                return false;
            _state = RuntimeState.Restoring;
        }
        _restored.TrySetResult();
        return true;
    }

    /// <summary>Ends the session; the runtime gets no more events, and waits for them in vain until <see cref="HangUp"/>.</summary>
    /// <param name="was">The state it was in.</param>
    /// <param name="running">The invocation that has no answer and will get none from the runtime.</param>
    /// <returns>False if it had ended before.</returns>
    public bool TryEnd(out RuntimeState was, out Invocation? running)
    {
        lock (_gate)
        {
            was = _state;
            running = _state is RuntimeState.Running or RuntimeState.Responding ? _current : null;
            if (_state == RuntimeState.Ended)
                return false;
            _state = RuntimeState.Ended;
            _current = null;
            if (_next.Task.IsCompleted)
                _next = NewNext();
            return true;
        }
    }

    /// <summary>Lets go of a runtime that waits although the session has ended; not before its process is gone, or it would complain.</summary>
    public void HangUp()
    {
        lock (_gate)
            _next.TrySetCanceled();
        _restored.TrySetCanceled();
    }

    private RuntimeAnswer Answer(string requestId, InvocationResult result, RuntimeAnswer answer)
    {
        Invocation answered;
        lock (_gate)
        {
            if (Refusal(requestId) is { } refusal)
                return refusal;
            answered = TakeAnswered();
        }
        answered.TryComplete(result);
        return answer;
    }

    private RuntimeAnswer? Refusal(string requestId)
    {
        if (_current?.Id != requestId)
            return RuntimeAnswer.InvalidRequestId;
        return _state == RuntimeState.Running ? null : RuntimeAnswer.InvalidStateTransition;
    }

    private Invocation TakeAnswered()
    {
        var answered = _current!;
        _state = RuntimeState.Answered;
        _current = null;
        return answered;
    }

    private void FinishBroken()
    {
        Invocation? broken = null;
        lock (_gate)
        {
            if (_broken && _state == RuntimeState.Responding)
                broken = TakeAnswered();
        }
        broken?.TryComplete(PlatformError.TruncatedResponse(broken.Id));
    }

    // The runtime's request continues on its own thread: the door that hands the event over must not write to its socket.
    private static TaskCompletionSource<Invocation> NewNext() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
