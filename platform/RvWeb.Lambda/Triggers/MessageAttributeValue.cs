using RvWeb.Lambda.Triggers.Reading;

namespace RvWeb.Lambda.Triggers;

/// <summary>What the sender of an SQS message or the publisher of an SNS notification put beside it.</summary>
public sealed class MessageAttributeValue
{
    private MessageAttributeValue(string type, string text, byte[]? bytes) => (Type, Text, Bytes) = (type, text, bytes ?? []);

    /// <summary><c>String</c>, <c>Number</c>, <c>Binary</c>, <c>String.Array</c> (SNS), or one of these with a label: <c>Number.int</c>.</summary>
    public string Type { get; }

    /// <summary>The value of a <c>String</c>, <c>Number</c> or <c>String.Array</c>, the last as JSON; else empty.</summary>
    public string Text { get; }

    /// <summary>The value of a <c>Binary</c>; else empty.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    internal static Dictionary<string, MessageAttributeValue> ReadSqs(JsonFields? all) => Read(all, static value => new MessageAttributeValue(
        value.Text("dataType") ?? "", value.Text("stringValue") ?? "", value.Base64("binaryValue")));

    internal static Dictionary<string, MessageAttributeValue> ReadSns(JsonFields? all) => Read(all, static value =>
        value.Text("Type") is { } type && type.StartsWith("Binary", StringComparison.Ordinal)
            ? new MessageAttributeValue(type, "", value.Base64("Value"))
            : new MessageAttributeValue(value.Text("Type") ?? "", value.Text("Value") ?? "", null));

    private static Dictionary<string, MessageAttributeValue> Read(JsonFields? all, Func<JsonFields, MessageAttributeValue> read)
    {
        var attributes = new Dictionary<string, MessageAttributeValue>(StringComparer.Ordinal);
        foreach (var (name, (json, path)) in all?.All() ?? [])
            attributes[name] = read(new JsonFields(json, path));
        return attributes;
    }
}
