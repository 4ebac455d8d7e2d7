using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>What an invocation cost.</summary>
internal sealed record ReportEvent : PlatformEvent
{
    public ReportEvent()
        : base("platform.report")
    {
    }

    public required string RequestId { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Null unless this is the first invocation after an init of its own.</summary>
    public TimeSpan? Init { get; init; }

    /// <summary>Null unless this is the first invocation after a restore.</summary>
    public TimeSpan? Restore { get; init; }

    public required int MemoryMegabytes { get; init; }

    /// <summary>Null where the system does not tell.</summary>
    public int? PeakMemoryMegabytes { get; init; }

    public required PlatformStatus Status { get; init; }

    public override SystemLogLevel Level => WarnUnless(Status, SystemLogLevel.Info);

    public override string Text => ReportLines.Report(this);

    /// <summary>With init since August 2025 (AWS Compute Blog, "AWS Lambda standardizes billing for INIT Phase"), and with what runs after a restore.</summary>
    public double BilledMilliseconds => Math.Ceiling((Duration + (Init ?? TimeSpan.Zero) + (Restore ?? TimeSpan.Zero)).TotalMilliseconds);

    /// <summary>Of the restore, whole milliseconds. Here all of it is the runtime's and its hooks', which AWS bills.</summary>
    public double BilledRestoreMilliseconds => Math.Ceiling((Restore ?? TimeSpan.Zero).TotalMilliseconds);

    public override void WriteRecord(Utf8JsonWriter json)
    {
        json.WriteString("requestId"u8, RequestId);
        json.WriteStartObject("metrics"u8);
        Milliseconds.Write(json, "durationMs"u8, Duration);
        json.WriteNumber("billedDurationMs"u8, BilledMilliseconds);
        json.WriteNumber("memorySizeMB"u8, MemoryMegabytes);
        if (PeakMemoryMegabytes is { } peak)
            json.WriteNumber("maxMemoryUsedMB"u8, peak);
        if (Init is { } init)
            Milliseconds.Write(json, "initDurationMs"u8, init);
        if (Restore is { } restore)
        {
            Milliseconds.Write(json, "restoreDurationMs"u8, restore);
            json.WriteNumber("billedRestoreDurationMs"u8, BilledRestoreMilliseconds);
        }
        json.WriteEndObject();
        Status.Write(json);
    }
}
