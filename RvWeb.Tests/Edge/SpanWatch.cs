using System.Collections.Concurrent;
using System.Diagnostics;

namespace RvWeb.Tests.Edge;

/// <summary>Collects the edge's spans for one path, which a test makes unique to itself.</summary>
internal sealed class SpanWatch : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly string _path;
    private readonly TaskCompletionSource<Activity> _revalidated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SpanWatch(string path)
    {
        _path = path;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "RvWeb.Edge",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Stopped,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ConcurrentQueue<Activity> Spans { get; } = [];

    /// <summary>The span of the first background revalidation, once that is over.</summary>
    public Task<Activity> Revalidated => _revalidated.Task.WaitAsync(TestContext.Current.CancellationToken);

    public void Dispose() => _listener.Dispose();

    private void Stopped(Activity span)
    {
        var isMine = span.GetTagItem("url.path") as string == _path || (span.GetTagItem("url.full") as string)?.EndsWith(_path, StringComparison.Ordinal) == true;
        if (!isMine)
            return;
        Spans.Enqueue(span);
        if (span.OperationName == "revalidate")
            _revalidated.TrySetResult(span);
    }
}
