using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>An extension at the end of the init.</summary>
internal sealed record ExtensionInitEvent(string Name, string State, IReadOnlyList<string> Subscribed) : PlatformEvent("platform.extension")
{
    public override SystemLogLevel Level => State == "Ready" ? SystemLogLevel.Info : SystemLogLevel.Warn;

    public override string Text => $"EXTENSION\tName: {Name}\tState: {State}\tEvents: [{string.Join(", ", Subscribed)}]";

    public override void WriteRecord(Utf8JsonWriter json)
    {
        json.WriteString("name"u8, Name);
        json.WriteString("state"u8, State);
        json.WriteStartArray("events"u8);
        foreach (var name in Subscribed)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
