namespace RvWeb.Emulator.Functions;

/// <summary>Holds invocations back that have not begun.</summary>
internal sealed class FunctionPause
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _resumed;

    /// <summary>Completes when invocations may begin; null if they may now.</summary>
    public Task? Resumed => Volatile.Read(ref _resumed)?.Task;

    public void Pause()
    {
        lock (_gate)
            _resumed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Resume()
    {
        lock (_gate)
        {
            _resumed?.SetResult();
            _resumed = null;
        }
    }
}
