using Microsoft.AspNetCore.Http.Features;

namespace RvWeb.Lambda.Requests;

/// <summary>
/// <c>RequestAborted</c> fires shortly before the invocation's deadline, so that a handler can still answer, or when the
/// server has stopped waiting for it. Made only if the app looks at it.
/// </summary>
internal sealed class InvocationLifetime(DateTimeOffset deadline, TimeProvider time, CancellationToken serverAborted)
    : IHttpRequestLifetimeFeature, IDisposable
{
    /// <summary>Enough to write and post a response of ordinary size.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(100);

    private CancellationTokenSource? _timeout;
    private CancellationTokenSource? _aborted;

    public CancellationToken RequestAborted
    {
        get => (_aborted ??= Create()).Token;
        set
        {
            Dispose();
            _aborted = CancellationTokenSource.CreateLinkedTokenSource(value);
        }
    }

    public void Abort() => (_aborted ??= Create()).Cancel();

    public void Dispose()
    {
        _aborted?.Dispose();
        _timeout?.Dispose();
    }

    private CancellationTokenSource Create()
    {
        var left = deadline - time.GetUtcNow() - Reserve;
        if (left > TimeSpan.FromDays(1))
            return CancellationTokenSource.CreateLinkedTokenSource(serverAborted);
        _timeout = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        return CancellationTokenSource.CreateLinkedTokenSource(serverAborted, _timeout.Token);
    }
}
