namespace RvWeb.Dashboard.Traces;

/// <summary>The numbers are OTLP's.</summary>
internal enum SpanStatus
{
    Unset = 0,
    Ok = 1,
    Error = 2,
}
