using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.FrontDoors;

/// <summary>The span of a viewer's request. Names are OpenTelemetry's (semantic conventions for HTTP servers).</summary>
internal static class ServerSpan
{
    /// <param name="context">The request.</param>
    /// <param name="trace">What the request belongs to, whether somebody records spans or not.</param>
    public static Activity? Start(HttpContext context, out ActivityContext trace)
    {
        var headers = context.Request.Headers;
        var caller = TraceHeader.Extract(headers.TraceParent, headers.TraceState, headers[TraceHeader.Name]);
        var span = Start(context, caller);
        trace = span?.Context ?? TraceHeader.OrNew(caller);
        return span;
    }

    private static Activity? Start(HttpContext context, ActivityContext caller)
    {
        var request = context.Request;
        if (EmulatorTelemetry.Start(request.Method, ActivityKind.Server, caller) is not { } span)
            return null;
        var (path, query) = RequestTarget.Split(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        span.SetTag("faas.trigger", "http").SetTag("http.request.method", request.Method);
        span.SetTag("url.path", path).SetTag("url.scheme", request.Scheme);
        if (query.Length > 0)
            span.SetTag("url.query", query);
        span.SetTag("server.address", request.Host.Host).SetTag("server.port", context.Connection.LocalPort);
        span.SetTag("client.address", context.Connection.RemoteIpAddress?.ToString());
        span.SetTag("user_agent.original", request.Headers.UserAgent.ToString());
        return span;
    }

    public static void Finish(Activity? span, int status)
    {
        span?.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            span?.SetStatus(ActivityStatusCode.Error);
    }
}
