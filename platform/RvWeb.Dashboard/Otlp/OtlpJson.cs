using System.Buffers;
using System.Text;
using System.Text.Json;
using Google.Protobuf;

namespace RvWeb.Dashboard.Otlp;

/// <summary>
/// Reads OTLP's JSON: protobuf's JSON mapping, except that ids are hexadecimal instead of Base64
/// (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding).
/// </summary>
internal static class OtlpJson
{
    // Deeper than any message: what the writer bears, and protobuf's own parser is asked to bear no more.
    private const int MaxDepth = 100;

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <exception cref="FormatException">It is no JSON, or not this message's; says what is wrong.</exception>
    public static TRequest Read<TRequest>(ReadOnlySpan<byte> json)
        where TRequest : IMessage, new()
    {
        try
        {
            return Parser.Parse<TRequest>(WithBase64Ids(json));
        }
        catch (Exception error) when (error is JsonException or InvalidProtocolBufferException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new FormatException(error.Message, error);
        }
    }

    private static string WithBase64Ids(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var buffer = new ArrayBufferWriter<byte>(json.Length + 1);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = MaxDepth, SkipValidation = true }))
        {
            var isId = false;
            while (reader.Read())
            {
                if (isId && reader.TokenType == JsonTokenType.String)
                    writer.WriteBase64StringValue(Id(reader.GetString()!));
                else
                    Copy(ref reader, writer);
                isId = reader.TokenType == JsonTokenType.PropertyName && IsId(reader);
            }
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool IsId(in Utf8JsonReader name) =>
        name.ValueTextEquals("traceId"u8) || name.ValueTextEquals("spanId"u8) || name.ValueTextEquals("parentSpanId"u8)
        || name.ValueTextEquals("trace_id"u8) || name.ValueTextEquals("span_id"u8) || name.ValueTextEquals("parent_span_id"u8);

    private static byte[] Id(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return []; // not an id: the span is rejected, the others are kept
        }
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: writer.WriteStartObject(); break;
            case JsonTokenType.EndObject: writer.WriteEndObject(); break;
            case JsonTokenType.StartArray: writer.WriteStartArray(); break;
            case JsonTokenType.EndArray: writer.WriteEndArray(); break;
            case JsonTokenType.PropertyName: writer.WritePropertyName(reader.GetString()!); break;
            case JsonTokenType.String: writer.WriteStringValue(reader.GetString()); break;
            case JsonTokenType.Number: writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true); break;
            case JsonTokenType.True: writer.WriteBooleanValue(true); break;
            case JsonTokenType.False: writer.WriteBooleanValue(false); break;
            default: writer.WriteNullValue(); break;
        }
    }
}
