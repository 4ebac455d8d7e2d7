using System.Buffers;
using System.Text;
using System.Text.Json;
using Google.Protobuf.Collections;
using RvWeb.Dashboard.Otlp.Protos;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Otlp;

/// <summary>Reads names and values, cut to the limits.</summary>
internal sealed class AttributeReader(TelemetryLimits limits)
{
    public AttributeSet Read(RepeatedField<KeyValue> attributes) => attributes.Count == 0
        ? AttributeSet.Empty
        : new AttributeSet([.. attributes.Take(limits.Attributes).Select(attribute =>
            new TelemetryAttribute(Name(attribute.Key), Value(attribute.Value)))]);

    public TelemetryResource Resource(Resource? resource)
    {
        var attributes = Read(resource?.Attributes ?? []);
        var name = attributes.Text("service.name");
        return new TelemetryResource(string.IsNullOrWhiteSpace(name) ? "unknown_service" : Name(name), attributes);
    }

    public object Value(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => Message(value.StringValue),
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue,
        AnyValue.ValueOneofCase.IntValue => value.IntValue,
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue,
        null or AnyValue.ValueOneofCase.None => "",
        _ => Message(Json(value)),
    };

    public string Name(string text) => text.Shortened(limits.NameLength);

    public string Message(string text) => text.Shortened(limits.ValueLength);

    private static string Json(AnyValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // Recursion is bounded: protobuf refuses messages nested deeper than 100, and the writer allows 1,000.
    private static void Write(Utf8JsonWriter writer, AnyValue? value)
    {
        switch (value?.ValueCase)
        {
            case AnyValue.ValueOneofCase.StringValue: writer.WriteStringValue(value.StringValue); break;
            case AnyValue.ValueOneofCase.BoolValue: writer.WriteBooleanValue(value.BoolValue); break;
            case AnyValue.ValueOneofCase.IntValue: writer.WriteNumberValue(value.IntValue); break;
            case AnyValue.ValueOneofCase.DoubleValue when double.IsFinite(value.DoubleValue): writer.WriteNumberValue(value.DoubleValue); break;
            case AnyValue.ValueOneofCase.BytesValue: writer.WriteBase64StringValue(value.BytesValue.Span); break;
            case AnyValue.ValueOneofCase.ArrayValue: WriteList(writer, value.ArrayValue); break;
            case AnyValue.ValueOneofCase.KvlistValue: WriteMap(writer, value.KvlistValue); break;
            default: writer.WriteNullValue(); break;
        }
    }

    private static void WriteList(Utf8JsonWriter writer, ArrayValue list)
    {
        writer.WriteStartArray();
        foreach (var item in list.Values)
            Write(writer, item);
        writer.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter writer, KeyValueList map)
    {
        writer.WriteStartObject();
        foreach (var item in map.Values)
        {
            writer.WritePropertyName(item.Key);
            Write(writer, item.Value);
        }

        writer.WriteEndObject();
    }
}
