using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using RvWeb.Lambda.Events;

namespace RvWeb.Lambda.Triggers;

/// <summary>
/// Any event that is no HTTP request and that no other handler is mapped for: an invocation of your own, a state machine's
/// step, Cognito, Kafka, CloudWatch Logs and so on. The whole event is <see cref="LambdaRecord.Json"/>.
/// </summary>
public sealed class LambdaEvent : LambdaRecord
{
    internal LambdaEvent(ReadOnlyMemory<byte> json)
        : base(json)
    {
    }

    internal override string? Origin => null;

    /// <summary>What the invoker gets; <c>null</c> if the handler does not respond.</summary>
    internal ReadOnlyMemory<byte> Response { get; private set; } = "null"u8.ToArray();

    /// <summary>The event as a value.</summary>
    /// <exception cref="JsonException">It is <c>null</c> or does not fit the type.</exception>
    public T Read<T>(JsonTypeInfo<T> type) => Parse(Json, type, "event");

    /// <summary>Sets what the invoker gets. Of several responses the last counts; without one it is the JSON <c>null</c>.</summary>
    public void Respond<T>(T value, JsonTypeInfo<T> type) => Response = JsonSerializer.SerializeToUtf8Bytes(value, type);

    /// <summary>Sets what the invoker gets.</summary>
    public void Respond(JsonNode? value) => Response = System.Text.Encoding.UTF8.GetBytes(value?.ToJsonString() ?? "null");

    /// <summary>Sets what the invoker gets.</summary>
    /// <param name="json">UTF-8 JSON; not copied.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public void Respond(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, EventScan.Options);
        while (reader.Read())
        {
            // Whoever waits for the answer shall not be the one who finds out.
        }

        Response = json;
    }
}
