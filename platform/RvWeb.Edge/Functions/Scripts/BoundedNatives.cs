using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>
/// Built-in functions that make much out of little in one statement, where no budget would look: each is asked first how
/// much it will make.
/// </summary>
internal static class BoundedNatives
{
    private const int LargestProduct = 16 * 1024 * 1024;

    private static readonly string[] Joining = ["join", "toLocaleString", "toString"];

    private static readonly string[] Binary =
    [
        "ArrayBuffer", "Buffer", "DataView", "Float32Array", "Float64Array", "Int16Array", "Int32Array", "Int8Array", "TextEncoder",
        "Uint16Array", "Uint32Array", "Uint8Array", "Uint8ClampedArray", "require",
    ];

    private static readonly string[] Arrays =
        ["Float32Array", "Float64Array", "Int16Array", "Int32Array", "Int8Array", "Uint16Array", "Uint32Array", "Uint8Array", "Uint8ClampedArray", "ArrayBuffer"];

    public static void Install(Engine engine, FunctionRun run)
    {
        var text = Prototype(engine, "String");
        Bound(engine, text, "repeat", (self, arguments) => Product(self, arguments.ArgumentAt(0)));
        Bound(engine, text, "padStart", (_, arguments) => Number(arguments.ArgumentAt(0)));
        Bound(engine, text, "padEnd", (_, arguments) => Number(arguments.ArgumentAt(0)));
        Bound(engine, text, "replace", (self, arguments) => Replacement(self, arguments.ArgumentAt(1)));
        Bound(engine, text, "replaceAll", (self, arguments) => Replacement(self, arguments.ArgumentAt(1)));
        foreach (var name in Joining)
            Bound(engine, Prototype(engine, "Array"), name, (self, arguments) => JoinedLength(run.Budget, self, arguments.ArgumentAt(0)));
        if (run.Program.Reaches("JSON"))
            Bound(engine, engine.GetValue("JSON").AsObject(), "stringify", (_, arguments) => ValueSize.Of(run.Budget, arguments.ArgumentAt(0)));
        if (run.Program.ReachesAny(Binary))
            BoundArrays(engine);
    }

    private static ObjectInstance Prototype(Engine engine, string type) => engine.GetValue(type).AsObject().Get("prototype").AsObject();

    private static void Bound(Engine engine, ObjectInstance owner, string name, Func<JsValue, JsValue[], double> size)
    {
        var original = owner.Get(name);
        var bounded = new ClrFunction(engine, name, (self, arguments) =>
        {
            Require(size(self, arguments), name);
            return engine.Call(original, self, arguments);
        }, 1);
        owner.FastSetProperty(name, new PropertyDescriptor(bounded, writable: true, enumerable: false, configurable: true));
    }

    private static void Require(double size, string name)
    {
        if (size > FunctionLimits.MemoryBytes)
            throw new RunStoppedException($"it used more memory than the maximum of {FunctionLimits.MemoryBytes} bytes ({name} would make {size:0})");
    }

    private static double Product(JsValue text, JsValue times) => text.IsString() ? text.ToString().Length * Number(times) : 0;

    private static double Number(JsValue value) => value.IsNumber() ? value.AsNumber() : value.IsString() && double.TryParse(value.ToString(), out var number) ? number : 0;

    /// <summary>At worst each character of the text is replaced, and each <c>$</c> stands for all of the text.</summary>
    private static double Replacement(JsValue text, JsValue replacement)
    {
        if (!text.IsString() || !replacement.IsString())
            return 0;
        var (length, with) = (text.ToString().Length + 1.0, replacement.ToString());
        var product = length * (with.Length + (with.AsSpan().Count('$') * length));
        return product > LargestProduct ? product : 0;
    }

    private static double JoinedLength(ComputeBudget budget, JsValue self, JsValue separator)
    {
        budget.Check();
        if (self is not JsArray array)
            return 0;
        var length = array.Length * (double)(separator.IsString() ? separator.ToString().Length : 1);
        for (var at = 0u; at < array.Length && length <= FunctionLimits.MemoryBytes; at++)
        {
            // Lists within lists can say the same thing over and over.
            if (array[at] is ObjectInstance)
                return length + ValueSize.Of(budget, array);
            length += array[at].IsString() ? array[at].ToString().Length : 0;
        }

        return length;
    }

    private static void BoundArrays(Engine engine)
    {
        foreach (var name in Arrays)
        {
            var type = engine.GetValue(name).AsObject();
            var bounded = engine.Advanced.CreateProxy(type, new BoundedConstructor(name));
            type.Get("prototype").AsObject().FastSetProperty("constructor", new PropertyDescriptor(bounded, true, false, true));
            engine.Global.FastSetProperty(name, new PropertyDescriptor(bounded, true, false, true));
        }

        foreach (var name in new[] { "resize", "transfer", "transferToFixedLength" })
            Prototype(engine, "ArrayBuffer").Delete(name);
    }

    private sealed class BoundedConstructor(string name) : ProxyHandler
    {
        public override ObjectInstance? Construct(ObjectInstance target, JsValue[] arguments, JsValue newTarget)
        {
            Require(Size(arguments.ArgumentAt(0)), name);
            if (arguments.ArgumentAt(1).IsObject())
                throw new RunStoppedException($"{name} has no options here");
            return null;
        }

        private static double Size(JsValue source) => source switch
        {
            JsTypedArray or JsArrayBuffer => 0,
            ObjectInstance other => Number(other.Get("length")),
            _ => Number(source),
        };
    }
}
