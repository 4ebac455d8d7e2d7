using RvWeb.Processes.Native;

namespace RvWeb.Processes;

/// <summary>
/// One spawned process and its group. The ended leader is left unreaped until <see cref="Release"/>: as long as it is a
/// zombie its id cannot be given to anybody else, so neither we nor the guard can ever kill a stranger.
/// </summary>
internal sealed class ProcessGroup
{
    private const int WatcherStackBytes = 128 * 1024;

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<ExitStatus> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly OrphanGuard? _guard;
    private bool _released;

    public ProcessGroup(int id, OrphanGuard? guard)
    {
        Id = id;
        _guard = guard;
        guard?.Add(id);
        new Thread(Watch, WatcherStackBytes) { IsBackground = true, Name = $"waits for process {id}" }.UnsafeStart();
    }

    public int Id { get; }

    public Task<ExitStatus> LeaderEnded => _ended.Task;

    public void Signal(ProcessSignal signal)
    {
        lock (_gate)
            if (!_released)
                Libc.Kill(-Id, Platform.NumberOf(signal));
    }

    /// <summary>Kills what is left of the group and lets the id go; only after the leader ended.</summary>
    public void Release()
    {
        lock (_gate)
        {
            if (_released)
                return;
            _released = true;
            Libc.Kill(-Id, Platform.NumberOf(ProcessSignal.Kill));
            _guard?.Drop(Id);
            ChildExit.Reap(Id);
        }
    }

    private void Watch() => _ended.SetResult(ChildExit.Wait(Id));
}
