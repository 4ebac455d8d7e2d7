namespace RvWeb.Aspire.Running;

/// <summary>How long all resources together may take to end: four seconds, or until somebody asks a second time.</summary>
internal sealed class StopPatience(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _over = new();
    private ITimer? _timer;
    private bool _disposed;

    /// <summary>Whatever still runs is killed.</summary>
    public CancellationToken Over => _over.Token;

    public void Begin() => _timer ??= time.CreateTimer(_ => End(), null, Grace, Timeout.InfiniteTimeSpan);

    public void End()
    {
        lock (_gate)
            if (!_disposed) // the timer or a signal may come at the very end
                _over.Cancel();
    }

    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        _timer?.Dispose();
        _over.Dispose();
    }
}
