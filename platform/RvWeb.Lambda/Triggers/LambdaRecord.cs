using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RvWeb.Lambda.Triggers;

/// <summary>
/// What a handler of <c>app.MapLambdaEvent(...)</c> is called with: one message, notification, object, change or event.
/// What the event does not say is null or empty.
/// </summary>
public abstract class LambdaRecord
{
    private protected LambdaRecord(ReadOnlyMemory<byte> json) => Json = json;

    /// <summary>
    /// This record as Lambda sent it, UTF-8 JSON, with all that has no property here. It lies in a buffer that is used again:
    /// copy what has to outlive the handler.
    /// </summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The queue, topic, bucket, table, stream, rule or event source it comes from: what handlers are told apart by.</summary>
    internal abstract string? Origin { get; }

    /// <summary>What a batch answer calls this record; empty if the event does not say, which Lambda takes for the whole batch.</summary>
    internal virtual string ItemIdentifier => "";

    private protected static T NotNull<T>(T? value, string what) =>
        value ?? throw new JsonException($"The {what} is the JSON null, which is no {typeof(T).Name}.");

    private protected static T Parse<T>(string text, JsonTypeInfo<T> type, string what) => NotNull(JsonSerializer.Deserialize(text, type), what);

    private protected static T Parse<T>(ReadOnlyMemory<byte> json, JsonTypeInfo<T> type, string what) =>
        NotNull(JsonSerializer.Deserialize(json.Span, type), what);
}
