using RvWeb.Dashboard.Logs;
using RvWeb.Dashboard.Metrics;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.Telemetry;

/// <summary>Everything that exporters sent, as far as the limits keep it.</summary>
internal sealed class TelemetryData
{
    public TelemetryData(TelemetryLimits limits)
    {
        Limits = limits;
        Traces = new TraceStore(limits, Changes);
        Logs = new LogStore(limits, Changes);
        Metrics = new MetricStore(limits, Changes);
        Resources = new ResourceTable(limits);
        Pauses = new Pauses(Changes);
    }

    public TelemetryLimits Limits { get; }
    public ChangeSignal Changes { get; } = new();
    public TraceStore Traces { get; }
    public LogStore Logs { get; }
    public MetricStore Metrics { get; }
    public ResourceTable Resources { get; }
    public Pauses Pauses { get; }
}
