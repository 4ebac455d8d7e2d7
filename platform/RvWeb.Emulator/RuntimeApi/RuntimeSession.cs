using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.RuntimeApi;

/// <summary>
/// The Runtime API's state machine for one environment, without HTTP: what the runtime may say when, and what becomes of
/// the invocation it has. Asking for <c>next</c> while an invocation runs gives the same event again, so a runtime whose
/// connection broke loses nothing.
/// </summary>
internal sealed class RuntimeSession(Action idle, Action<ReadOnlyMemory<byte>> initFailed)
{
    private readonly Lock gate = new();
    private RuntimeState state;
    private TaskCompletionSource<Invocation> next = NewNext();
    private Invocation? current;

    public RuntimeState State
    {
        get
        {
            lock (gate)
                return state;
        }
    }

    /// <summary>The next event; waits without limit.</summary>
    /// <exception cref="OperationCanceledException">The runtime hung up, or the environment ended.</exception>
    public Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        var becameIdle = false;
        Task<Invocation> coming;
        lock (gate)
        {
            if (state is RuntimeState.Initializing or RuntimeState.Answered)
            {
                becameIdle = true;
                state = RuntimeState.Idle;
                if (next.Task.IsCompleted)
                    next = NewNext();
            }
            coming = next.Task;
        }
        if (becameIdle)
            idle();
        return coming.WaitAsync(cancellationToken);
    }

    /// <summary>Hands an event to the waiting runtime.</summary>
    /// <returns>False if it is not waiting: it has ended meanwhile.</returns>
    public bool TryRun(Invocation invocation, DateTimeOffset deadline, string instance, bool coldStart)
    {
        lock (gate)
        {
            if (state != RuntimeState.Idle)
                return false;
            state = RuntimeState.Running;
            current = invocation;
            invocation.BeginRun(deadline, instance, coldStart);
            next.SetResult(invocation);
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

    public RuntimeAnswer FailInit(ReadOnlyMemory<byte> error)
    {
        if (State != RuntimeState.Initializing)
            return RuntimeAnswer.InvalidStateTransition;
        initFailed(error);
        return RuntimeAnswer.Accepted;
    }

    /// <summary>Ends the session; the runtime gets no more events, and waits for them in vain until <see cref="HangUp"/>.</summary>
    /// <param name="was">The state it was in.</param>
    /// <param name="running">The invocation that has no answer and will get none from the runtime.</param>
    /// <returns>False if it had ended before.</returns>
    public bool TryEnd(out RuntimeState was, out Invocation? running)
    {
        lock (gate)
        {
            was = state;
            running = state == RuntimeState.Running ? current : null;
            if (state == RuntimeState.Ended)
                return false;
            state = RuntimeState.Ended;
            current = null;
            if (next.Task.IsCompleted)
                next = NewNext();
            return true;
        }
    }

    /// <summary>Lets go of a runtime that waits although the session has ended; not before its process is gone, or it would complain.</summary>
    public void HangUp()
    {
        lock (gate)
            next.TrySetCanceled();
    }

    private RuntimeAnswer Answer(string requestId, InvocationResult result, RuntimeAnswer answer)
    {
        Invocation answered;
        lock (gate)
        {
            if (current?.Id != requestId || state != RuntimeState.Running)
                return RuntimeAnswer.InvalidRequestId;
            state = RuntimeState.Answered;
            answered = current;
            current = null;
        }
        answered.TryComplete(result);
        return answer;
    }

    // The runtime's request continues on its own thread: the door that hands the event over must not write to its socket.
    private static TaskCompletionSource<Invocation> NewNext() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
