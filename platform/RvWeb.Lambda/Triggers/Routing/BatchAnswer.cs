using System.Buffers;
using System.Text.Json;

namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>
/// What Lambda's event source mappings understand: <c>{"batchItemFailures":[{"itemIdentifier":"…"}]}</c>
/// (docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html, services-kinesis-batchfailurereporting.html).
/// </summary>
internal static class BatchAnswer
{
    public static ReadOnlyMemory<byte> Write(IEnumerable<string> failures)
    {
        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        writer.WriteStartArray("batchItemFailures");
        foreach (var identifier in failures)
        {
            writer.WriteStartObject();
            writer.WriteString("itemIdentifier", identifier);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenMemory;
    }
}
