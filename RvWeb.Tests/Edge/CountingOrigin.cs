using Microsoft.AspNetCore.Http;

namespace RvWeb.Tests.Edge;

/// <summary>Answers with the number of the fetch; can be held back, and says when a fetch has come in.</summary>
internal sealed class CountingOrigin(string cacheControl)
{
    private int _fetches;
    private volatile TaskCompletionSource _gate = Opened();
    private volatile TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Fetches => Volatile.Read(ref _fetches);

    public int Status { get; set; } = 200;

    public string? ETag { get; set; }

    /// <summary>Completes when the next fetch after <see cref="Hold"/> has come in.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(TestContext.Current.CancellationToken);

    public List<string> Validators { get; } = [];

    public void Hold()
    {
        _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Watches for one more fetch behind the same gate.</summary>
    public void HoldAlso() => _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _gate.TrySetResult();

    public async Task AnswerAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _fetches);
        lock (Validators)
            Validators.Add(context.Request.Headers.IfNoneMatch.ToString());
        _arrived.TrySetResult();
        await _gate.Task.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = Status;
        context.Response.Headers.CacheControl = cacheControl;
        context.Response.Headers.ETag = ETag;
        if (ETag is not null && context.Request.Headers.IfNoneMatch == ETag)
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        else
            await context.Response.WriteAsync($"fetch {number}", context.RequestAborted);
    }

    private static TaskCompletionSource Opened()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        return gate;
    }
}
