using System.Diagnostics;
using System.Threading.Channels;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Tests.Emulator.Telemetry;

/// <summary>The emulator's finished spans of one trace; other tests' spans belong to other traces.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly Channel<Activity> _finished = Channel.CreateUnbounded<Activity>();
    private readonly List<Activity> _spans = [];
    private readonly ActivityListener _listener;

    public RecordedSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EmulatorTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Stopped,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ActivityTraceId TraceId { get; } = ActivityTraceId.CreateRandom();

    public ActivitySpanId CallerSpanId { get; } = ActivitySpanId.CreateRandom();

    public string TraceParent => $"00-{TraceId}-{CallerSpanId}-01";

    /// <summary>Waits for the span to finish: the answer may be here before the span that covers its sending ends.</summary>
    public async Task<Activity> FindAsync(string name, CancellationToken cancellationToken)
    {
        while (!Has(name))
            _spans.Add(await _finished.Reader.ReadAsync(cancellationToken));
        return Assert.Single(_spans, span => span.OperationName == name);
    }

    public bool Has(string name) => _spans.Exists(span => span.OperationName == name);

    public void Dispose() => _listener.Dispose();

    private void Stopped(Activity span)
    {
        if (span.TraceId == TraceId)
            _finished.Writer.TryWrite(span);
    }
}
