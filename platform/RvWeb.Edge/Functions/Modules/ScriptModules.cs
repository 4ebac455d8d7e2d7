using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;
using RvWeb.Edge.Functions.Scripts;

namespace RvWeb.Edge.Functions.Modules;

/// <summary>The built-in modules of a run, made when asked for.</summary>
internal sealed class ScriptModules
{
    private static readonly Prepared<Script> QueryString = ScriptSources.Prepare("querystring.js");

    private readonly Engine _engine;
    private readonly FunctionRun _run;
    private readonly Dictionary<string, ObjectInstance> _made = new(StringComparer.Ordinal);

    public ScriptModules(Engine engine, FunctionRun run)
    {
        (_engine, _run) = (engine, run);
        Require = new ClrFunction(engine, "require", (_, arguments) => Load(arguments.ArgumentAt(0).ToString()), 1);
    }

    public ClrFunction Require { get; }

    private ObjectInstance Load(string name)
    {
        if (!_made.TryGetValue(name, out var module))
            _made[name] = module = Make(name);
        return module;
    }

    private ObjectInstance Make(string name) => (name, _run.Program.Runtime) switch
    {
        ("crypto", FunctionRuntime.Js10) => CryptoModule.Make(_engine, bytes => System.Text.Encoding.Latin1.GetString(bytes)),
        ("crypto", _) => CryptoModule.Make(_engine, Buffer),
        ("querystring", _) => MakeQueryString(),
        ("buffer", FunctionRuntime.Js20) => BinaryData.Make(_engine),
        ("cloudfront", FunctionRuntime.Js20) => new CloudFrontModule(_engine, _run, Buffer).Make(),
        _ => throw new JavaScriptException(_engine.Intrinsics.Error, $"Cannot find module \"{ScriptText.Short(name)}\""),
    };

    private JsValue Buffer(byte[] bytes)
    {
        var buffer = _run.Program.Reaches("Buffer") ? _engine.GetValue("Buffer") : Load("buffer").Get("Buffer");
        return _engine.Call(buffer.AsObject().Get("from"), buffer, [BinaryData.Array(_engine, bytes)]);
    }

    private ObjectInstance MakeQueryString()
    {
        var unescape = new ClrFunction(_engine, "unescape", (_, arguments) => PercentText.Decode(arguments.ArgumentAt(0).ToString()), 1);
        return _engine.Call(_engine.Evaluate(QueryString), JsValue.Undefined, [unescape]).AsObject();
    }
}
