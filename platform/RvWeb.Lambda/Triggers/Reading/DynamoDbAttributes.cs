using System.Text;
using System.Text.Json;
using RvWeb.Lambda.Events;

namespace RvWeb.Lambda.Triggers.Reading;

/// <summary>
/// Reads <c>{"Id":{"N":"101"}}</c>. Errors name the item, not the attribute: names may be a user's.
/// Source: docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html.
/// </summary>
internal static class DynamoDbAttributes
{
    public static Dictionary<string, DynamoDbValue>? Read(JsonFields? item)
    {
        if (item is null)
            return null;
        var values = new Dictionary<string, DynamoDbValue>(StringComparer.Ordinal);
        foreach (var (name, (json, path)) in item.All())
            values[name] = Read(json, path);
        return values;
    }

    private static DynamoDbValue Read(ReadOnlyMemory<byte> json, string path)
    {
        var value = new JsonFields(json, path);
        if (value.Has("S"))
            return new DynamoDbValue(DynamoDbType.Text, value.Text("S"));
        if (value.Has("N"))
            return new DynamoDbValue(DynamoDbType.Number, Number(value.Text("N")!, path));
        if (value.Has("B"))
            return new DynamoDbValue(DynamoDbType.Binary, value.Base64("B"));
        if (value.Has("BOOL"))
            return new DynamoDbValue(DynamoDbType.Flag, value.Flag("BOOL"));
        if (value.Has("NULL"))
            return new DynamoDbValue(DynamoDbType.Nothing, null);
        if (value.Has("M"))
            return new DynamoDbValue(DynamoDbType.Map, Read(value.Object("M")));
        if (value.Has("L"))
            return new DynamoDbValue(DynamoDbType.List, value.Elements("L").ConvertAll(static element => Read(element.Json, element.Path)).ToArray());
        if (value.Has("SS"))
            return new DynamoDbValue(DynamoDbType.TextSet, value.Texts("SS"));
        if (value.Has("NS"))
            return new DynamoDbValue(DynamoDbType.NumberSet, Array.ConvertAll(value.Texts("NS"), number => Number(number, path)));
        if (value.Has("BS"))
            return new DynamoDbValue(DynamoDbType.BinarySet, value.Base64s("BS"));
        throw MalformedEventException.Wrong(path, "holds an attribute value of no type that DynamoDB has");
    }

    private static string Number(string text, string path)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            if (reader.Read() && reader.TokenType == JsonTokenType.Number && reader.BytesConsumed == text.Length)
                return text;
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw MalformedEventException.Wrong(path, "holds a number that is none");
    }
}
