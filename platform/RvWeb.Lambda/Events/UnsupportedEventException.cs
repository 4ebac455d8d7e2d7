using System.Text;
using System.Text.Json;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Events;

/// <summary>The message names the keys that were seen, never their values: those belong to the users.</summary>
internal sealed class UnsupportedEventException : Exception, IReportedError
{
    private const int MostKeys = 20;
    private const int LongestKey = 40;

    /// <summary>No name of a queue, topic or the like is longer than 256.</summary>
    private const int LongestOrigin = 600;

    /// <param name="json">An event of no known kind.</param>
    /// <param name="mapped">What the app has mapped besides HTTP; empty if nothing.</param>
    public UnsupportedEventException(ReadOnlySpan<byte> json, string mapped = "")
        : base("This event is none that the app understands. Supported: function URL, HTTP API (payload 2.0 and 1.0), REST API, WebSocket API, "
            + $"Application Load Balancer, VPC Lattice (v1 and v2){(mapped.Length == 0 ? "" : "; mapped: ")}{mapped}. Top-level keys seen: {Keys(json)}.")
    {
    }

    /// <param name="came">The event's kind and origin.</param>
    /// <param name="mapped">What the app has mapped.</param>
    public UnsupportedEventException(string came, string mapped)
        : base($"No handler is mapped for this event: {Printable(Encoding.UTF8.GetBytes(came), LongestOrigin)}. Mapped: {mapped}.")
    {
    }

    public string ErrorType => "Runtime.UnsupportedEvent";

    private static string Keys(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, EventScan.Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return "none (not an object)";

        var keys = new List<string>();
        for (; keys.Count <= MostKeys && reader.Read() && reader.TokenType == JsonTokenType.PropertyName; reader.Skip())
            keys.Add(keys.Count < MostKeys ? Printable(reader.ValueSpan, LongestKey) : "…");
        return keys.Count == 0 ? "none" : string.Join(", ", keys);
    }

    /// <summary>As written, escapes included, but short and without what could break a log line.</summary>
    private static string Printable(ReadOnlySpan<byte> key, int longest)
    {
        var text = Encoding.UTF8.GetString(key[..Math.Min(key.Length, longest)]);
        return string.Create(text.Length, text, (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = char.IsControl(source[i]) ? '?' : source[i];
        });
    }
}
