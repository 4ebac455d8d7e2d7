using Jint;
using Jint.Native;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using RvWeb.Edge.Functions.Events;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>The event as JavaScript sees it (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html).</summary>
internal static class ScriptEvent
{
    private static readonly JsObjectLayout Event = new("version", "context", "viewer", "request");
    private static readonly JsObjectLayout EventWithResponse = new("version", "context", "viewer", "request", "response");
    private static readonly JsObjectLayout Context = new("distributionDomainName", "distributionId", "eventType", "requestId");
    private static readonly JsObjectLayout Viewer = new("ip");
    private static readonly JsObjectLayout Request = new("method", "uri", "querystring", "headers", "cookies");
    private static readonly JsObjectLayout Response = new("statusCode", "statusDescription", "headers", "cookies");
    private static readonly JsObjectLayout Single = new("value");
    private static readonly JsObjectLayout Attributed = new("value", "attributes");

    public static JsObject Make(Engine engine, FunctionRun run)
    {
        var source = run.Event;
        var context = JsObject.Create(engine, Context, [source.DistributionDomainName, source.DistributionId, source.EventType, source.RequestId]);
        var viewer = JsObject.Create(engine, Viewer, [source.ViewerIp]);
        var request = Of(engine, source.Request, run.Program.Runtime);
        return source.Response is { } response
            ? JsObject.Create(engine, EventWithResponse, ["1.0", context, viewer, request, Of(engine, response)])
            : JsObject.Create(engine, Event, ["1.0", context, viewer, request]);
    }

    private static JsObject Of(Engine engine, FunctionRequest request, FunctionRuntime runtime)
    {
        var script = JsObject.Create(engine, Request,
            [request.Method, request.Uri, Fields(engine, request.Query), Fields(engine, request.Headers), Fields(engine, request.Cookies)]);
        if (runtime == FunctionRuntime.Js20)
        {
            var raw = request.RawQuery.Length == 0 ? JsValue.Undefined : request.RawQuery;
            script.FastSetProperty("rawQueryString", new PropertyDescriptor(new ClrFunction(engine, "rawQueryString", (_, _) => raw), true, false, true));
        }

        return script;
    }

    private static JsObject Of(Engine engine, FunctionResponse response) => JsObject.Create(engine, Response,
        [response.Status, response.Description ?? "", Fields(engine, response.Headers), Fields(engine, response.Cookies)]);

    private static JsObject Fields(Engine engine, IReadOnlyList<EventField> fields)
    {
        var script = new JsObject(engine);
        foreach (var field in fields)
            script.CreateDataProperty(field.Name, Field(engine, field));
        return script;
    }

    private static JsObject Field(Engine engine, EventField field)
    {
        var script = Value(engine, field.Values[0]);
        if (field.Values.Count > 1)
            script.FastSetDataProperty("multiValue", new JsArray(engine, [.. field.Values.Select(value => Value(engine, value))]));
        return script;
    }

    private static JsObject Value(Engine engine, EventValue value) => value.Attributes is { } attributes
        ? JsObject.Create(engine, Attributed, [value.Value, attributes])
        : JsObject.Create(engine, Single, [value.Value]);
}
