using RvWeb.Edge.Template;

namespace RvWeb.Edge.Origin;

/// <summary>
/// The read timeout of one attempt: it runs while the edge waits for the origin, and stands still while a connection is made
/// (that has a timeout of its own) or the viewer is waited for. The limit of all attempts together ends it too.
/// </summary>
internal sealed class OriginDeadline : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;
    private readonly OriginDefinition _origin;
    private readonly CancellationToken _limit;
    private bool _isWaiting;
    private bool _isDisposed;

    public OriginDeadline(OriginDefinition origin, TimeProvider time, CancellationToken limit, CancellationToken cancellationToken)
    {
        (_origin, _limit) = (origin, limit);
        _timer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, limit, cancellationToken);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>What ran out.</summary>
    public string Explanation => _limit.IsCancellationRequested
        ? $"did not complete within ResponseCompletionTimeout, {_origin.CompletionTimeout?.TotalSeconds} s"
        : $"did not answer within {_origin.ReadTimeout.TotalSeconds} s";

    /// <summary>Begins to wait for the origin.</summary>
    public void Restart() => Set(isWaiting: true, _origin.ReadTimeout);

    /// <summary>What was waited for is here.</summary>
    public void Stop() => Set(isWaiting: false, Timeout.InfiniteTimeSpan);

    /// <summary>Waits for something else than the origin.</summary>
    public void Pause() => Set(_isWaiting, Timeout.InfiniteTimeSpan);

    /// <summary>Waits for the origin again. Connections outlive requests, so it may come late: then it does nothing.</summary>
    public void Resume()
    {
        if (_isWaiting)
            Restart();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _either.Dispose();
            _timer.Dispose();
        }
    }

    private void Set(bool isWaiting, TimeSpan timeout)
    {
        lock (_gate)
        {
            _isWaiting = isWaiting;
            if (!_isDisposed)
                _timer.CancelAfter(timeout);
        }
    }
}
