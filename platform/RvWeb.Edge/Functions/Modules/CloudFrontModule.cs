using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;
using RvWeb.Edge.Functions.Events;
using RvWeb.Edge.Functions.Scripts;

namespace RvWeb.Edge.Functions.Modules;

/// <summary>The module <c>cloudfront</c>: key value stores, the origin, the edge location.</summary>
internal sealed class CloudFrontModule(Engine engine, FunctionRun run, Func<byte[], JsValue> buffer)
{
    private bool IsViewerRequest => run.Event.EventType == FunctionEvent.ViewerRequest;

    public ObjectInstance Make()
    {
        var module = new JsObject(engine);
        var origin = new OriginMethods(engine, run);
        Add(module, "kvs", arguments => new StoreMethods(engine, run, buffer).Open(arguments.ArgumentAt(0)));
        Add(module, "updateRequestOrigin", arguments => OfRequest("updateRequestOrigin", arguments, origin.Update));
        Add(module, "selectRequestOriginById", arguments => OfRequest("selectRequestOriginById", arguments, origin.Select));
        Add(module, "createRequestOriginGroup", arguments => OfRequest("createRequestOriginGroup", arguments, origin.Group));
        module.FastSetDataProperty("edgeLocation", Location());
        return module;
    }

    private JsValue OfRequest(string name, JsValue[] arguments, Func<JsValue[], OriginChange> change)
    {
        if (!IsViewerRequest)
            throw new JavaScriptException(engine.Intrinsics.Error, $"{name} is for viewer-request functions only");
        run.Origin = change(arguments);
        return JsValue.Undefined;
    }

    /// <summary>Empty in viewer-response (general-helper-methods.html).</summary>
    private JsObject Location()
    {
        var location = new JsObject(engine);
        if (!IsViewerRequest)
            return location;
        location.FastSetDataProperty("name", run.Event.Location);
        location.FastSetDataProperty("serverIp", "127.0.0.1");
        location.FastSetDataProperty("region", "us-east-1");
        return location;
    }

    private void Add(JsObject module, string name, Func<JsValue[], JsValue> function) =>
        module.FastSetDataProperty(name, new ClrFunction(engine, name, (_, arguments) => function(arguments), 1));
}
