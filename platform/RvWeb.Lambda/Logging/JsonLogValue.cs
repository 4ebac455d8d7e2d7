using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace RvWeb.Lambda.Logging;

/// <summary>Writes a value as what JSON has for it, else as its text; without reflection, which a native binary has not.</summary>
internal static class JsonLogValue
{
    public static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            case IDictionary map:
                json.WriteStartObject();
                foreach (DictionaryEntry item in map)
                {
                    json.WritePropertyName(Text(item.Key));
                    WriteOne(json, item.Value);
                }

                json.WriteEndObject();
                break;
            case IList list:
                json.WriteStartArray();
                foreach (var item in list)
                    WriteOne(json, item);
                json.WriteEndArray();
                break;
            default:
                WriteOne(json, value);
                break;
        }
    }

    /// <summary>A list in a list is text, for it could hold itself.</summary>
    private static void WriteOne(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                json.WriteNumberValue(((IConvertible)value).ToInt64(CultureInfo.InvariantCulture));
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            // JSON has no NaN and no infinity; those two stay text.
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case DateTime time:
                json.WriteStringValue(time);
                break;
            case DateTimeOffset time:
                json.WriteStringValue(time);
                break;
            default:
                json.WriteStringValue(Text(value));
                break;
        }
    }

    private static string Text(object value) => value switch
    {
        string text => text,
        DateOnly or TimeOnly => ((IFormattable)value).ToString("o", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
