using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>An extension subscribed to telemetry, perhaps once more.</summary>
internal sealed record TelemetrySubscriptionEvent(string Name, bool IsNew, IReadOnlyList<string> Types) : PlatformEvent("platform.telemetrySubscription")
{
    private string State => IsNew ? "Subscribed" : "Already subscribed";

    public override SystemLogLevel Level => SystemLogLevel.Info;

    public override string Text => $"TELEMETRY\tName: {Name}\tState: {State}\tTypes: [{string.Join(", ", Types)}]";

    public override void WriteRecord(Utf8JsonWriter json)
    {
        json.WriteString("name"u8, Name);
        json.WriteString("state"u8, State);
        json.WriteStartArray("types"u8);
        foreach (var type in Types)
            json.WriteStringValue(type);
        json.WriteEndArray();
    }
}
