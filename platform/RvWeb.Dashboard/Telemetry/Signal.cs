namespace RvWeb.Dashboard.Telemetry;

/// <summary>OpenTelemetry's kinds of telemetry.</summary>
internal enum Signal
{
    Traces,
    Logs,
    Metrics,
}
