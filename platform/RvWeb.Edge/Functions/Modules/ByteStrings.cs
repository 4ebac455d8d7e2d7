using System.Text;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using RvWeb.Edge.Functions.Scripts;

namespace RvWeb.Edge.Functions.Modules;

/// <summary>
/// Runtime 1.0's own functions of strings (functions-javascript-runtime-10.html, "String"). A byte string is a string here whose
/// characters are all below 256. AWS documents bytesFrom as a method and shows it on String: both are there.
/// </summary>
internal static class ByteStrings
{
    public static void Install(Engine engine, FunctionProgram program)
    {
        var prototype = engine.GetValue("String").AsObject().Get("prototype").AsObject();
        Add("fromBytes", (self, arguments) => Slice(self, arguments));
        Add("toBytes", (self, arguments) => Slice(self, arguments) is var text && text.All(letter => letter <= 0xff) ? text : null);
        Add("toUTF8", (self, arguments) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Slice(self, arguments))));
        Add("fromUTF8", (self, arguments) => FromUtf8(Slice(self, arguments)));
        Add("bytesFrom", (_, arguments) => BytesFrom(engine, arguments));
        if (program.Reaches("String"))
            engine.GetValue("String").AsObject().FastSetProperty("bytesFrom", Hidden(new ClrFunction(engine, "bytesFrom", (_, arguments) => BytesFrom(engine, arguments), 2)));

        void Add(string name, Func<JsValue, JsValue[], string?> function) => prototype.FastSetProperty(name, Hidden(new ClrFunction(
            engine, name, (self, arguments) => function(self, arguments) is { } text ? (JsValue)text : JsValue.Null, 2)));
    }

    private static PropertyDescriptor Hidden(JsValue value) => new(value, writable: true, enumerable: false, configurable: true);

    private static string Slice(JsValue self, JsValue[] arguments)
    {
        var text = self.ToString();
        var start = Math.Clamp(Index(arguments.ArgumentAt(0), 0), 0, text.Length);
        var end = Math.Clamp(Index(arguments.ArgumentAt(1), text.Length), start, text.Length);
        return text[start..end];
    }

    private static int Index(JsValue value, int otherwise) => value.IsNumber() ? (int)value.AsNumber() : otherwise;

    private static string? FromUtf8(string bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.Latin1.GetBytes(bytes));
        }
        catch (DecoderFallbackException)
        {
            // Documented: null if the encoding is incorrect.
            return null;
        }
    }

    private static string BytesFrom(Engine engine, JsValue[] arguments)
    {
        if (arguments.ArgumentAt(0) is JsArray octets)
            return string.Create((int)octets.Length, octets, (span, source) =>
            {
                for (var at = 0; at < span.Length; at++)
                    span[at] = (char)((int)TypeConverter.ToNumber(source[(uint)at]) & 0xff);
            });
        return arguments.ArgumentAt(0).IsString()
            ? Encoding.Latin1.GetString(BinaryText.Decode(engine, arguments.ArgumentAt(0).ToString(), arguments.ArgumentAt(1).ToString()))
            : throw new JavaScriptException(engine.Intrinsics.TypeError, "bytesFrom: a string or an array of octets is needed");
    }
}
