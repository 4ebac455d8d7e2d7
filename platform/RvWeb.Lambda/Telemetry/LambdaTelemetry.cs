using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Triggers.Routing;

namespace RvWeb.Lambda.Telemetry;

/// <summary>The spans of source <c>RvWeb.Lambda</c>; without a listener nothing is made.</summary>
internal static class LambdaTelemetry
{
    public static readonly ActivitySource Source = new("RvWeb.Lambda");

    /// <summary>Starts <c>invoke</c> (OpenTelemetry semantic conventions for FaaS) and makes it the parent the app sees.</summary>
    /// <param name="invocation">The invocation.</param>
    /// <param name="request">Its request; default for an event that could not be read.</param>
    /// <param name="trigger">What has read the event if it is no request.</param>
    /// <param name="timeline">Told of on the first invocation.</param>
    public static Activity? StartInvoke(Invocation invocation, in HttpEvent request, TriggerProcessor? trigger, InitTimeline timeline)
    {
        if (!Source.HasListeners())
            return null;
        var isCold = timeline.IsFirstInvocation();
        var headers = (IHeaderDictionary?)request.Headers;
        var parent = Parent(headers, invocation.TraceId);
        if (isCold)
            timeline.Emit(parent);
        var invoke = Source.StartActivity("invoke", ActivityKind.Server, parent);
        if (invoke is null)
            return null;

        invoke.SetTag("faas.invocation_id", invocation.RequestId);
        invoke.SetTag("faas.coldstart", isCold);
        if (trigger is null)
            invoke.SetTag("faas.trigger", "http");
        else
            trigger.Describe(invoke);
        invoke.SetTag("cloud.resource_id", invocation.FunctionArn);
        if (headers is not null)
        {
            headers.TraceParent = invoke.Id;
            headers.TraceState = invoke.TraceStateString;
        }

        return invoke;
    }

    /// <summary>
    /// The viewer's <c>traceparent</c>; but if Lambda's own trace header belongs to the same trace, its parent is nearer to
    /// us. An unsampled Lambda trace (X-Ray switched off) counts for nothing.
    /// </summary>
    private static ActivityContext Parent(IHeaderDictionary? headers, string? lambdaTraceId)
    {
        var viewer = ActivityContext.TryParse(headers?.TraceParent, headers?.TraceState, isRemote: true, out var parsed) ? parsed : default;
        return XRayTraceHeader.TryParse(lambdaTraceId, viewer.TraceState) is { } lambda
            && (viewer == default || viewer.TraceId == lambda.TraceId)
            ? lambda
            : viewer;
    }
}
