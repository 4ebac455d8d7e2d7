using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace RvWeb.ServiceDefaults.Otlp;

/// <summary>
/// Collects the spans and log entries of an invocation and exports them when it ends: after that Lambda freezes the
/// environment. The response has been sent by then.
/// </summary>
internal sealed class FunctionTelemetry : ILoggerProvider
{
    private readonly OtlpClient _client;
    private readonly OtlpResource _resource;
    private readonly TimeProvider _time;
    private readonly ActivityListener _listener;
    private readonly Lock _turn = new();
    private List<Activity> _spans = [];
    private List<LogRecord> _logs = [];

    public FunctionTelemetry(OtlpClient client, OtlpResource resource, IReadOnlyCollection<string> sources, TimeProvider time)
    {
        (_client, _resource, _time) = (client, resource, time);
        _listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            Sample = Sample,
            ActivityStopped = Collect,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ILogger CreateLogger(string categoryName) => new OtlpLogger(categoryName, this, _time);

    public void Add(LogRecord record)
    {
        lock (_turn)
            _logs.Add(record);
    }

    public void Dispose()
    {
        _listener.Dispose();
        Flush();
    }

    /// <summary>What the specification calls parentbased_always_on, its default.</summary>
    private static ActivitySamplingResult Sample(ref ActivityCreationOptions<ActivityContext> options) =>
        options.Parent == default || (options.Parent.TraceFlags & ActivityTraceFlags.Recorded) != 0
            ? ActivitySamplingResult.AllDataAndRecorded
            : ActivitySamplingResult.PropagationData;

    private void Collect(Activity span)
    {
        if (span.Recorded && span.GetTagItem("url.path") is not "/health")
            lock (_turn)
                _spans.Add(span);
        if (span is { Source.Name: "RvWeb.Lambda", OperationName: "invoke" })
            Flush();
    }

    private void Flush()
    {
        List<Activity> spans;
        List<LogRecord> logs;
        lock (_turn)
        {
            (spans, logs) = (_spans, _logs);
            (_spans, _logs) = ([], []);
        }

        // A collector that did not take the one will not take the other: waiting for it twice helps nobody.
        if (spans.Count > 0 && !_client.TryPost("traces", SpanWriter.Write(_resource, spans)))
            return;
        if (logs.Count > 0)
            _client.TryPost("logs", LogWriter.Write(_resource, logs));
    }
}
