using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>Durations as Lambda's records write them: milliseconds with up to three decimals.</summary>
internal static class Milliseconds
{
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, TimeSpan duration) =>
        json.WriteNumber(name, Math.Round(duration.TotalMilliseconds, 3));
}
