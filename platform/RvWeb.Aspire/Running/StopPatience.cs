namespace RvWeb.Aspire.Running;

/// <summary>How long all resources together may take to end: four seconds, or until somebody asks a second time.</summary>
internal sealed class StopPatience(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource over = new();
    private ITimer? timer;

    /// <summary>Whatever still runs is killed.</summary>
    public CancellationToken Over => over.Token;

    public void Begin() => timer ??= time.CreateTimer(_ => End(), null, Grace, Timeout.InfiniteTimeSpan);

    public void End() => over.Cancel();

    public void Dispose()
    {
        timer?.Dispose();
        over.Dispose();
    }
}
