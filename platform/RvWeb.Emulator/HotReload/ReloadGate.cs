using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.HotReload;

/// <summary>Holds a function's callers back while its program is being replaced, and turns them away while it cannot be built.</summary>
internal sealed class ReloadGate
{
    private readonly Lock _gate = new();
    private Func<string, InvocationResult>? _refusal;
    private TaskCompletionSource? _closed;
    private bool _isEnded;

    /// <summary>Whoever comes from now on waits.</summary>
    public void Close()
    {
        lock (_gate)
            if (!_isEnded)
                _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Lets go on who waits and who comes.</summary>
    /// <param name="refusal">What they get instead of an invocation, by request id; null lets them in.</param>
    public void Open(Func<string, InvocationResult>? refusal)
    {
        TaskCompletionSource? opened;
        lock (_gate)
        {
            opened = _closed;
            _closed = null;
            if (!_isEnded)
                _refusal = refusal;
        }
        opened?.SetResult();
    }

    /// <summary>Opens for good: the emulator stops, and what comes is told so by the environments.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isEnded = true;
            _refusal = null;
        }
        Open(null);
    }

    /// <returns>Null if the caller may go on.</returns>
    public async ValueTask<InvocationResult?> PassAsync(string requestId)
    {
        while (true)
        {
            Task closed;
            lock (_gate)
            {
                if (_closed is null)
                    return _refusal?.Invoke(requestId);
                closed = _closed.Task;
            }
            await closed;
        }
    }
}
