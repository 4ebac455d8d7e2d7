using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>JavaScript values as text for people.</summary>
internal static class ScriptText
{
    public static string ForLog(Engine engine, ComputeBudget budget, JsValue value)
    {
        if (value.IsString() || value.IsPrimitive() || value.IsCallable())
            return value.ToString();
        if (ValueSize.Of(budget, value) > FunctionLimits.MemoryBytes)
            throw new RunStoppedException("it used more memory than the maximum (console.log of a large value)");
        var json = engine.Call(engine.GetValue("JSON").AsObject().Get("stringify"), JsValue.Undefined, [value]);
        return json.IsString() ? json.ToString() : value.ToString();
    }

    public static string Problem(JavaScriptException problem)
    {
        var line = problem.Location.Start.Line;
        var kind = KindOf(problem.Error) is { } name ? $"{name}: " : "";
        return line > 0 ? $"{kind}{Short(problem.Message)} (line {line})" : $"{kind}{Short(problem.Message)}";
    }

    public static string Rejection(JsValue reason) => KindOf(reason) is { } kind
        ? $"{kind}: {Short(Plain((ObjectInstance)reason, "message") ?? "")}"
        : ScriptResult.Kind(reason);

    /// <summary>The name of an error's type, read without running code of the function.</summary>
    private static string? KindOf(JsValue value) => value is ObjectInstance { Prototype: { } type } ? Plain(type, "name") : null;

    private static string? Plain(ObjectInstance owner, string name) =>
        owner.GetOwnProperty(name) is { Get: null, Value: { } value } && value.IsString() ? value.ToString() : null;

    public static string Short(string text) => text.Length <= 200 ? text : text[..200] + "…";

    public static JsValue ArgumentAt(this JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;
}
