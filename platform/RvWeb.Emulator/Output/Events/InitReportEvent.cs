using System.Globalization;
using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>An init ended. In text an on-demand one that succeeds is told by the invocation's REPORT instead.</summary>
internal sealed record InitReportEvent(InitPhase Init, PlatformStatus Status, TimeSpan Duration) : PlatformEvent("platform.initReport")
{
    private bool IsOnDemand => Init.Type == "on-demand";

    public override SystemLogLevel Level => WarnUnless(Status, IsOnDemand ? SystemLogLevel.Debug : SystemLogLevel.Info);

    public override string? Text => (Status.IsSuccess, IsOnDemand) switch
    {
        (true, true) => null,
        (true, false) => Line(""),
        _ => Line($"\tPhase: {Init.Phase}{Status.Fields}"),
    };

    public override void WriteRecord(Utf8JsonWriter json)
    {
        Init.Write(json);
        Status.Write(json);
        json.WriteStartObject("metrics"u8);
        Milliseconds.Write(json, "durationMs"u8, Duration);
        json.WriteEndObject();
    }

    private string Line(string end) => string.Create(
        CultureInfo.InvariantCulture, $"INIT_REPORT Init Duration: {Duration.TotalMilliseconds:0.00} ms{end}");
}
