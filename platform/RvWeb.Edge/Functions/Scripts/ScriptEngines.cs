using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Runtime.Interop;
using RvWeb.Edge.Functions.Modules;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>A new engine for a run: the runtime's globals, CloudFront's limits, nothing of .NET.</summary>
internal static class ScriptEngines
{
    private static readonly string[] Absent =
    [
        "AsyncDisposableStack", "Atomics", "BigInt", "BigInt64Array", "BigUint64Array", "DisposableStack", "FinalizationRegistry",
        "Float16Array", "Intl", "Iterator", "Map", "Proxy", "Reflect", "Set", "ShadowRealm", "SharedArrayBuffer", "SuppressedError",
        "Temporal", "WeakMap", "WeakRef", "WeakSet",
    ];

    private static readonly string[] NewerPromises = ["all", "allSettled", "any", "race", "try", "withResolvers"];

    public static Engine Create(FunctionRun run)
    {
        var engine = new Engine(options => Configure(options, run));
        RemoveWhatIsAbsent(engine, run.Program);
        BoundedNatives.Install(engine, run);
        if (run.Program.Reaches("console"))
            engine.SetValue("console", Console(engine, run));
        if (run.Program.Reaches("require"))
            engine.SetValue("require", (JsValue)new ScriptModules(engine, run).Require);
        if (run.Program.Runtime == FunctionRuntime.Js10)
            ByteStrings.Install(engine, run.Program);
        else
            BinaryData.Install(engine, run.Program);
        return engine;
    }

    private static void Configure(Options options, FunctionRun run)
    {
        options.Strict = true;
        options.Culture = CultureInfo.InvariantCulture;
        options.TimeSystem = new FrozenTime(run.Now);
        options.Host.StringCompilationAllowed = false;
        options.Constraints.StackOverflowGuard = true;
        options.Constraints.MaxArraySize = FunctionLimits.ArrayLength;
        options.Constraints.RegexTimeout = FunctionLimits.RegexTime;
        options.LimitRecursion(FunctionLimits.Recursion)
            .LimitMemory(FunctionLimits.AllocatedBytes)
            .TimeoutInterval(FunctionLimits.WallTime)
            .Constraint(run.Budget);
    }

    private static void RemoveWhatIsAbsent(Engine engine, FunctionProgram program)
    {
        foreach (var name in Absent)
        {
            if (program.Reaches(name))
                engine.Global.Delete(name);
        }

        if (program.Runtime != FunctionRuntime.Js10 || !program.Reaches("Promise"))
            return;
        foreach (var name in NewerPromises)
            engine.GetValue("Promise").AsObject().Delete(name);
    }

    private static JsObject Console(Engine engine, FunctionRun run)
    {
        var console = new JsObject(engine);
        console.FastSetDataProperty("log", new ClrFunction(engine, "log", (_, arguments) =>
        {
            // "CloudFront Functions doesn't support comma syntax": the first argument is the line.
            run.Log.Add(ScriptText.ForLog(engine, run.Budget, arguments.ArgumentAt(0)));
            return JsValue.Undefined;
        }, 1));
        return console;
    }
}
