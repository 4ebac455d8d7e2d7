using Microsoft.AspNetCore.Http.Features;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Requests;

/// <summary>
/// <c>RequestAborted</c> fires shortly before the invocation's deadline, so that a handler can still answer, or when the
/// server has stopped waiting for it. Made only if the app looks at it.
/// </summary>
internal sealed class InvocationLifetime(TimeProvider time, CancellationToken serverAborted) : IHttpRequestLifetimeFeature, IDisposable
{
    /// <summary>Enough to write and post a response of ordinary size.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(100);

    private Invocation? _invocation;
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

    public void Start(Invocation invocation) => _invocation = invocation;

    public void Abort() => (_aborted ??= Create()).Cancel();

    /// <summary>Ends the request; the next one starts with a token of its own.</summary>
    public void Dispose()
    {
        _aborted?.Dispose();
        _timeout?.Dispose();
        (_aborted, _timeout) = (null, null);
    }

    private CancellationTokenSource Create()
    {
        var left = (_invocation?.Deadline ?? DateTimeOffset.MaxValue) - time.GetUtcNow() - Reserve;
        if (left > TimeSpan.FromDays(1))
            return CancellationTokenSource.CreateLinkedTokenSource(serverAborted);
        _timeout = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        return CancellationTokenSource.CreateLinkedTokenSource(serverAborted, _timeout.Token);
    }
}
