using System.Collections;
using System.Globalization;

namespace RvWeb.ServiceDefaults.Otlp;

/// <summary>Writes names with values (opentelemetry/proto/common/v1).</summary>
internal static class AttributeWriter
{
    public static void Attribute(this ProtobufWriter writer, int field, string name, object? value)
    {
        if (value is null)
            return;
        var attribute = writer.Begin(field);
        writer.String(1, name);
        writer.Value(2, value);
        writer.End(attribute);
    }

    public static void Value(this ProtobufWriter writer, int field, object? value)
    {
        var any = writer.Begin(field);
        switch (value)
        {
            case null:
                break;
            case bool truth:
                writer.Number(2, truth ? 1 : 0);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.Number(3, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case float or double:
                writer.Fixed64(4, BitConverter.DoubleToInt64Bits(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
                break;
            case Array items:
                writer.Items(items);
                break;
            default:
                writer.String(1, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }

        writer.End(any);
    }

    private static void Items(this ProtobufWriter writer, IEnumerable items)
    {
        var array = writer.Begin(5);
        foreach (var item in items)
            writer.Value(1, item);
        writer.End(array);
    }
}
