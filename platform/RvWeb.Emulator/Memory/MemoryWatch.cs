namespace RvWeb.Emulator.Memory;

/// <summary>Looks at the memory of all environments that run, one look for all of them, and at none while none runs.</summary>
internal sealed class MemoryWatch : IDisposable
{
    // A look costs about 2 ms on a machine with a hundred processes.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly HashSet<EnvironmentMemory> _running = [];
    private readonly Func<Dictionary<int, long>> _read;
    private readonly ITimer _timer;
    private bool _ticking;

    public MemoryWatch(TimeProvider time, Func<Dictionary<int, long>> read)
    {
        _read = read;
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(EnvironmentMemory memory)
    {
        lock (_gate)
        {
            _running.Add(memory);
            if (_ticking)
                return;
            _ticking = true;
        }
        _timer.Change(Interval, Timeout.InfiniteTimeSpan);
    }

    public void Remove(EnvironmentMemory memory)
    {
        lock (_gate)
            _running.Remove(memory);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        EnvironmentMemory[] running;
        lock (_gate)
        {
            _ticking = _running.Count > 0;
            running = [.. _running];
        }
        if (running.Length == 0)
            return;
        var groups = _read();
        foreach (var memory in running)
            memory.Seen(groups);
        _timer.Change(Interval, Timeout.InfiniteTimeSpan);
    }
}
