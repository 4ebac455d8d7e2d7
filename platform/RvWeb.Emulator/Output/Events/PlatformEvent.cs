using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>
/// What the platform says about an environment. In text format it is a line, in JSON format and for subscribers of the
/// Telemetry API a record. Source: docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html.
/// </summary>
internal abstract record PlatformEvent(string Type)
{
    /// <summary>Its level where system logs are filtered. Source: the table in docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html.</summary>
    public abstract SystemLogLevel Level { get; }

    /// <summary>The line; null where CloudWatch has none in text format.</summary>
    public virtual string? Text => null;

    /// <summary>The fields of the record, in an object that is open.</summary>
    public abstract void WriteRecord(Utf8JsonWriter json);

    protected static SystemLogLevel WarnUnless(PlatformStatus status, SystemLogLevel level) => status.IsSuccess ? level : SystemLogLevel.Warn;
}
