using System.Diagnostics;
using System.Threading.Channels;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Tests.Emulator.Telemetry;

/// <summary>The emulator's finished spans of one trace; other tests' spans belong to other traces.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly Channel<Activity> finished = Channel.CreateUnbounded<Activity>();
    private readonly List<Activity> spans = [];
    private readonly ActivityListener listener;

    public RecordedSpans()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EmulatorTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Stopped,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public ActivityTraceId TraceId { get; } = ActivityTraceId.CreateRandom();

    public ActivitySpanId CallerSpanId { get; } = ActivitySpanId.CreateRandom();

    public string TraceParent => $"00-{TraceId}-{CallerSpanId}-01";

    /// <summary>Waits for the span to finish: the answer may be here before the span that covers its sending ends.</summary>
    public async Task<Activity> FindAsync(string name, CancellationToken cancellationToken)
    {
        while (!Has(name))
            spans.Add(await finished.Reader.ReadAsync(cancellationToken));
        return Assert.Single(spans, span => span.OperationName == name);
    }

    public bool Has(string name) => spans.Exists(span => span.OperationName == name);

    public void Dispose() => listener.Dispose();

    private void Stopped(Activity span)
    {
        if (span.TraceId == TraceId)
            finished.Writer.TryWrite(span);
    }
}
