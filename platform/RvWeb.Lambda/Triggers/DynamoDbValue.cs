using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace RvWeb.Lambda.Triggers;

/// <summary>
/// An attribute's value. Each type has its property here; one that does not fit <see cref="Type"/> throws
/// <see cref="InvalidOperationException"/>.
/// </summary>
public sealed class DynamoDbValue
{
    private readonly object? _value;

    internal DynamoDbValue(DynamoDbType type, object? value) => (Type, _value) = (type, value);

    /// <summary>Which of the properties has the value.</summary>
    public DynamoDbType Type { get; }

    /// <summary>Whether it is <c>NULL</c>.</summary>
    public bool IsNothing => Type == DynamoDbType.Nothing;

    /// <summary>A text, <c>S</c>.</summary>
    public string Text => As<string>(DynamoDbType.Text);

    /// <summary>A number, <c>N</c>, rounded to the 28 digits that a <see cref="decimal"/> is sure to hold; DynamoDB has 38.</summary>
    /// <exception cref="OverflowException">It is beyond ±7.9·10²⁸: use <see cref="NumberText"/>.</exception>
    public decimal Number => decimal.Parse(NumberText, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>A number with all its digits.</summary>
    public string NumberText => As<string>(DynamoDbType.Number);

    /// <summary>Bytes, <c>B</c>.</summary>
    public ReadOnlyMemory<byte> Bytes => As<byte[]>(DynamoDbType.Binary);

    /// <summary>True or false, <c>BOOL</c>.</summary>
    public bool Flag => As<object>(DynamoDbType.Flag) is true;

    /// <summary>Values by name, <c>M</c>.</summary>
    public IReadOnlyDictionary<string, DynamoDbValue> Map => As<Dictionary<string, DynamoDbValue>>(DynamoDbType.Map);

    /// <summary>A list, <c>L</c>.</summary>
    public IReadOnlyList<DynamoDbValue> List => As<DynamoDbValue[]>(DynamoDbType.List);

    /// <summary>A set of texts, <c>SS</c>.</summary>
    public IReadOnlyList<string> Texts => As<string[]>(DynamoDbType.TextSet);

    /// <summary>A set of numbers, <c>NS</c>, with all their digits.</summary>
    public IReadOnlyList<string> NumberTexts => As<string[]>(DynamoDbType.NumberSet);

    /// <summary>A set of byte strings, <c>BS</c>.</summary>
    public IReadOnlyList<byte[]> ByteStrings => As<byte[][]>(DynamoDbType.BinarySet);

    /// <summary>An item as plain JSON: texts and binaries are strings, sets are lists.</summary>
    internal static ReadOnlyMemory<byte> ToJson(IReadOnlyDictionary<string, DynamoDbValue> item)
    {
        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json);
        Write(writer, item);
        writer.Flush();
        return json.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, DynamoDbValue> item)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in item)
        {
            writer.WritePropertyName(name);
            value.Write(writer);
        }

        writer.WriteEndObject();
    }

    private static void Write<T>(Utf8JsonWriter writer, IReadOnlyList<T> values, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (var value in values)
            write(writer, value);
        writer.WriteEndArray();
    }

    private void Write(Utf8JsonWriter writer)
    {
        switch (Type)
        {
            case DynamoDbType.Text: writer.WriteStringValue(Text); break;
            case DynamoDbType.Number: writer.WriteRawValue(NumberText); break;
            case DynamoDbType.Binary: writer.WriteBase64StringValue(Bytes.Span); break;
            case DynamoDbType.Flag: writer.WriteBooleanValue(Flag); break;
            case DynamoDbType.Map: Write(writer, Map); break;
            case DynamoDbType.List: Write(writer, List, static (writer, value) => value.Write(writer)); break;
            case DynamoDbType.TextSet: Write(writer, Texts, static (writer, text) => writer.WriteStringValue(text)); break;
            case DynamoDbType.NumberSet: Write(writer, NumberTexts, static (writer, number) => writer.WriteRawValue(number)); break;
            case DynamoDbType.BinarySet: Write(writer, ByteStrings, static (writer, bytes) => writer.WriteBase64StringValue(bytes)); break;
            default: writer.WriteNullValue(); break;
        }
    }

    private T As<T>(DynamoDbType type)
        where T : class =>
        Type == type ? (T)_value! : throw new InvalidOperationException($"The attribute is a {Type} but was read as a {type}.");
}
