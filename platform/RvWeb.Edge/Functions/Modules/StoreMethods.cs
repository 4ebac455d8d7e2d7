using System.Globalization;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;
using RvWeb.Edge.Functions.KeyValueStores;
using RvWeb.Edge.Functions.Scripts;

namespace RvWeb.Edge.Functions.Modules;

/// <summary>What cf.kvs() returns (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-custom-methods.html).</summary>
internal sealed class StoreMethods(Engine engine, FunctionRun run, Func<byte[], JsValue> buffer)
{
    public JsValue Open(JsValue id)
    {
        if (run.Store is not { } store)
            throw new JavaScriptException(engine.Intrinsics.Error, "no key value store is associated with this function");
        if (!id.IsUndefined() && id.ToString() != store.Id && id.ToString() != store.LogicalId)
            throw new JavaScriptException(engine.Intrinsics.Error, $"the associated key value store is {store.LogicalId} ({store.Id}), not '{ScriptText.Short(id.ToString())}'");
        var handle = new JsObject(engine);
        Add(handle, "get", (data, arguments) => Get(data, arguments.ArgumentAt(0).ToString(), arguments.ArgumentAt(1)));
        Add(handle, "exists", (data, arguments) => data.Values.ContainsKey(arguments.ArgumentAt(0).ToString()) ? JsBoolean.True : JsBoolean.False);
        Add(handle, "count", (data, _) => data.Values.Count);
        Add(handle, "meta", (data, _) => Meta(data));
        return handle;

        void Add(JsObject owner, string name, Func<StoreData, JsValue[], JsValue> function) =>
            owner.FastSetDataProperty(name, new ClrFunction(engine, name, (_, arguments) => Promised(() => function(store.Read(), arguments)), 2));
    }

    private JsValue Get(StoreData data, string key, JsValue options)
    {
        if (!data.Values.TryGetValue(key, out var value))
            throw new JavaScriptException(engine.Intrinsics.Error, $"KeyNotFound: the key '{ScriptText.Short(key)}' is not in the key value store");
        var format = options.IsObject() ? options.AsObject().Get("format") : JsValue.Undefined;
        return (format.IsUndefined() ? "string" : format.ToString()) switch
        {
            "string" => value,
            "json" => engine.Call(engine.GetValue("JSON").AsObject().Get("parse"), JsValue.Undefined, [(JsValue)value]),
            "bytes" => buffer(Encoding.UTF8.GetBytes(value)),
            var other => throw new JavaScriptException(engine.Intrinsics.TypeError, $"unknown format '{ScriptText.Short(other)}': use string, json or bytes"),
        };
    }

    private JsObject Meta(StoreData data)
    {
        var meta = new JsObject(engine);
        meta.FastSetDataProperty("creationDateTime", data.Created.ToString("O", CultureInfo.InvariantCulture));
        meta.FastSetDataProperty("lastUpdatedDateTime", data.Updated.ToString("O", CultureInfo.InvariantCulture));
        meta.FastSetDataProperty("keyCount", data.Values.Count);
        return meta;
    }

    private JsValue Promised(Func<JsValue> work)
    {
        var promise = engine.Advanced.RegisterPromise();
        try
        {
            promise.Resolve(work());
        }
        catch (JavaScriptException problem)
        {
            promise.Reject(problem.Error);
        }

        return promise.Promise;
    }
}
