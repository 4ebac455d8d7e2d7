namespace RvWeb.Aspire.Running;

/// <summary>How long all resources together may take to end: four seconds, or until somebody asks a second time.</summary>
internal sealed class StopPatience(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource over = new();
    private ITimer? timer;
    private bool disposed;

    /// <summary>Whatever still runs is killed.</summary>
    public CancellationToken Over => over.Token;

    public void Begin() => timer ??= time.CreateTimer(_ => End(), null, Grace, Timeout.InfiniteTimeSpan);

    public void End()
    {
        lock (gate)
            if (!disposed) // the timer or a signal may come at the very end
                over.Cancel();
    }

    public void Dispose()
    {
        lock (gate)
            disposed = true;
        timer?.Dispose();
        over.Dispose();
    }
}
