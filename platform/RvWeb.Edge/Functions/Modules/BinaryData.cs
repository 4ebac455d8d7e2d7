using System.Text;
using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;
using RvWeb.Edge.Functions.Scripts;

namespace RvWeb.Edge.Functions.Modules;

/// <summary>Runtime 2.0's Buffer, TextEncoder, TextDecoder, atob and btoa. They are written in JavaScript and are made when a function first asks.</summary>
internal static class BinaryData
{
    private static readonly Prepared<Script> Source = ScriptSources.Prepare("binary.js");

    public static void Install(Engine engine, FunctionProgram program)
    {
        ObjectInstance? made = null;
        foreach (var name in new[] { "Buffer", "TextEncoder", "TextDecoder" })
        {
            if (program.Reaches(name))
                engine.Advanced.AddLazyGlobal(name, other => (made ??= Make(other)).Get(name), PropertyFlags);
        }

        if (program.Reaches("atob"))
            engine.SetValue("atob", (JsValue)new ClrFunction(engine, "atob", (_, arguments) => Encoding.Latin1.GetString(FromBase64(engine, arguments.ArgumentAt(0))), 1));
        if (program.Reaches("btoa"))
            engine.SetValue("btoa", (JsValue)new ClrFunction(engine, "btoa", (_, arguments) => Convert.ToBase64String(Bytes(engine, arguments.ArgumentAt(0))), 1));
    }

    private const Jint.Runtime.Descriptors.PropertyFlag PropertyFlags =
        Jint.Runtime.Descriptors.PropertyFlag.Writable | Jint.Runtime.Descriptors.PropertyFlag.Configurable;

    public static ObjectInstance Make(Engine engine)
    {
        var host = new JsObject(engine);
        Add("bytes", arguments => Array(engine, BinaryText.Decode(engine, arguments.ArgumentAt(0).ToString(), arguments.ArgumentAt(1).ToString())));
        Add("text", arguments => BinaryText.Encode(engine, arguments.ArgumentAt(0).AsUint8Array(), arguments.ArgumentAt(1).ToString()));
        return engine.Call(engine.Evaluate(Source), JsValue.Undefined, [host]).AsObject();

        void Add(string name, Func<JsValue[], JsValue> function) =>
            host.FastSetDataProperty(name, new ClrFunction(engine, name, (_, arguments) => function(arguments), 2));
    }

    public static JsValue Array(Engine engine, byte[] bytes) => engine.Intrinsics.Uint8Array.Construct(bytes);

    private static byte[] FromBase64(Engine engine, JsValue value)
    {
        var text = value.ToString().Replace(" ", "", StringComparison.Ordinal);
        var padded = text.TrimEnd('=') is var bare && bare.Length % 4 != 1 ? bare + new string('=', (4 - (bare.Length % 4)) % 4) : text + "?";
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var count)
            ? bytes[..count]
            : throw new JavaScriptException(engine.Intrinsics.TypeError, "atob: the string is not base64");
    }

    private static byte[] Bytes(Engine engine, JsValue value)
    {
        var text = value.ToString();
        return text.All(letter => letter <= 0xff)
            ? Encoding.Latin1.GetBytes(text)
            : throw new JavaScriptException(engine.Intrinsics.TypeError, "btoa: the string has characters above 255");
    }
}
