using System.Text;
using System.Text.Json;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Events;

/// <summary>The message names the keys that were seen, never their values: those belong to the users.</summary>
internal sealed class UnsupportedEventException(ReadOnlySpan<byte> json) : Exception(
    "This event is none that the app understands. Supported: function URL, HTTP API (payload 2.0 and 1.0), REST API, WebSocket API, "
    + $"Application Load Balancer, VPC Lattice (v1 and v2). Top-level keys seen: {Keys(json)}."), IReportedError
{
    private const int MostKeys = 20;
    private const int LongestKey = 40;

    public string ErrorType => "Runtime.UnsupportedEvent";

    private static string Keys(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, EventScan.Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return "none (not an object)";

        var keys = new List<string>();
        for (; keys.Count <= MostKeys && reader.Read() && reader.TokenType == JsonTokenType.PropertyName; reader.Skip())
            keys.Add(keys.Count < MostKeys ? Printable(reader.ValueSpan) : "…");
        return keys.Count == 0 ? "none" : string.Join(", ", keys);
    }

    /// <summary>As written, escapes included, but short and without what could break a log line.</summary>
    private static string Printable(ReadOnlySpan<byte> key)
    {
        var text = Encoding.UTF8.GetString(key[..Math.Min(key.Length, LongestKey)]);
        return string.Create(text.Length, text, (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = char.IsControl(source[i]) ? '?' : source[i];
        });
    }
}
