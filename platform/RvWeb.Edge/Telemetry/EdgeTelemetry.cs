using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Telemetry;

/// <summary>Spans and metrics by OpenTelemetry's HTTP conventions, plus <c>cloudfront.*</c>.</summary>
internal static class EdgeTelemetry
{
    public const string Name = "RvWeb.Edge";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("cloudfront.requests", "{request}", "Viewer requests by X-Cache.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("http.server.request.duration", "s", "Duration of viewer requests.");

    public static Activity? StartViewer(ViewerRequest request, HttpContext context)
    {
        // ASP.NET Core's own activity is not exported; as a parent it would leave a hole in the tree.
        Activity.Current = null;
        if (!Source.HasListeners())
            return null;
        var headers = context.Request.Headers;
        ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var parent);
        var span = Source.StartActivity(request.Method, ActivityKind.Server, parent);
        span?.SetTag("http.request.method", request.Method)
            .SetTag("url.path", request.Path)
            .SetTag("url.scheme", context.Request.Scheme)
            .SetTag("server.address", context.Request.Host.Host)
            .SetTag("server.port", context.Connection.LocalPort);
        return span;
    }

    public static void Decided(Activity? span, Outcome outcome)
    {
        if (span is not { IsAllDataRequested: true })
            return;
        span.SetTag("cloudfront.x_cache", outcome.XCache)
            .SetTag("cloudfront.cache.decision", outcome.Decision)
            .SetTag("cloudfront.cache.reason", outcome.Reason);
        if (outcome.Times is not { } times)
            return;
        span.SetTag("cloudfront.cache.age_s", (long)times.Age.TotalSeconds)
            .SetTag("cloudfront.cache.ttl_s", (long)times.Lifetime.TotalSeconds)
            .SetTag("cloudfront.cache.stale_window_s", (long)times.StaleWindow.TotalSeconds);
    }

    public static void Finished(Activity? span, HttpContext context, string method, string xCache, TimeSpan took)
    {
        var status = context.Response.StatusCode;
        span?.SetTag("http.response.status_code", status).SetStatus(status >= 500 ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        Requests.Add(1, new KeyValuePair<string, object?>("x_cache", xCache));
        if (Duration.Enabled)
            Duration.Record(took.TotalSeconds, new TagList
            {
                { "http.request.method", method },
                { "http.response.status_code", status },
                { "url.scheme", context.Request.Scheme },
            });
    }

    public static Activity? StartFunction(string name, string eventType) => !Source.HasListeners() ? null
        : Source.StartActivity($"function {name}")
            ?.SetTag("cloudfront.function.name", name)
            .SetTag("cloudfront.function.event_type", eventType);

    public static void FunctionDone(Activity? span, int utilization, string? problem)
    {
        span?.SetTag("cloudfront.function.compute_utilization", utilization);
        if (problem is not null)
            span?.SetStatus(ActivityStatusCode.Error, problem);
    }

    public static Activity? StartOriginFetch(string method, Uri url) => !Source.HasListeners() ? null
        : Source.StartActivity(method, ActivityKind.Client)
            ?.SetTag("http.request.method", method)
            .SetTag("url.full", url.AbsoluteUri)
            .SetTag("server.address", url.Host)
            .SetTag("server.port", url.Port);

    public static void Answered(Activity? span, int status) =>
        span?.SetTag("http.response.status_code", status).SetStatus(status >= 400 ? ActivityStatusCode.Error : ActivityStatusCode.Unset);

    public static void Failed(Activity? span, string cause) => span?.SetStatus(ActivityStatusCode.Error, cause);

    /// <summary>A background revalidation is a trace of its own, linked to the viewer's span that caused it.</summary>
    public static Activity? StartRevalidation(string path, ActivityContext viewer)
    {
        Activity.Current = null;
        ActivityLink[] links = viewer == default ? [] : [new ActivityLink(viewer)];
        return Source.StartActivity("revalidate", ActivityKind.Internal, default(ActivityContext), links: links)?.SetTag("url.path", path);
    }

    public static void Inject(Activity? span, HttpRequestHeaders headers)
    {
        if (span is null)
            return;
        headers.Remove("traceparent");
        headers.Remove("tracestate");
        headers.TryAddWithoutValidation("traceparent", span.Id);
        if (span.TraceStateString is { Length: > 0 } state)
            headers.TryAddWithoutValidation("tracestate", state);
    }
}
