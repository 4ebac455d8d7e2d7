namespace RvWeb.Edge.Origin;

/// <summary>The read timeout of one attempt: it runs while the edge waits for a byte, and stands still otherwise.</summary>
internal sealed class OriginDeadline : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public OriginDeadline(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        Timeout = timeout;
        _timer = new CancellationTokenSource(System.Threading.Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancellationToken);
    }

    public TimeSpan Timeout { get; }

    public CancellationToken Token => _either.Token;

    public void Restart() => _timer.CancelAfter(Timeout);

    public void Stop() => _timer.CancelAfter(System.Threading.Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
