using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace RvWeb.Lambda.Events;

/// <summary>Reads values, with errors that name the field and never what a user sent in it.</summary>
internal static class EventValues
{
    /// <exception cref="MalformedEventException">The reader stands at no string, or at one that is not Unicode.</exception>
    public static string Text(ref Utf8JsonReader reader, EventField field, EventStrings strings)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw MalformedEventException.WrongType(field, reader.TokenType, "a string");
        try
        {
            return strings.Read(ref reader);
        }
        catch (InvalidOperationException)
        {
            // Overlong or truncated UTF-8, or half a surrogate pair.
            throw MalformedEventException.NotUnicode(field);
        }
    }

    /// <summary>The value of a header or query parameter: one string, or a list of them, or nothing.</summary>
    public static StringValues Values(ref Utf8JsonReader reader, EventField field, EventStrings strings)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return Value(ref reader, field, strings);
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
            return StringValues.Empty;
        var first = Value(ref reader, field, strings);
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? first : List(first, ref reader, field, strings);
    }

    /// <summary>Steps to the next property of an object and reads its name; null at the end.</summary>
    public static string? NextName(ref Utf8JsonReader reader, EventField field, EventStrings strings)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            return null;
        try
        {
            return strings.Read(ref reader);
        }
        catch (InvalidOperationException)
        {
            throw MalformedEventException.NotUnicode(field);
        }
    }

    private static StringValues List(string? first, ref Utf8JsonReader reader, EventField field, EventStrings strings)
    {
        var values = strings.Values;
        values.Clear();
        if (first is not null)
            values.Add(first);
        for (; reader.TokenType != JsonTokenType.EndArray; reader.Read())
            if ((string?)Value(ref reader, field, strings) is { } value)
                values.Add(value);
        return strings.List(values);
    }

    private static StringValues Value(ref Utf8JsonReader reader, EventField field, EventStrings strings) => reader.TokenType switch
    {
        JsonTokenType.Null => StringValues.Empty,
        // Events written by hand have them.
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.ASCII.GetString(reader.ValueSpan),
        _ => Text(ref reader, field, strings),
    };
}
