using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RvWeb.Dashboard.Logs;
using RvWeb.Dashboard.Metrics;
using RvWeb.Dashboard.Otlp;
using RvWeb.Dashboard.Telemetry;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.Api;

/// <summary>The telemetry in OTLP's own JSON, so that any tool for it, and this dashboard, can read it again.</summary>
internal static class OtlpApi
{
    public static void MapOtlpApi(this IEndpointRouteBuilder routes, TelemetryData telemetry)
    {
        routes.MapGet("/api/telemetry/resources", context => ResourcesAsync(context, telemetry));
        routes.MapGet("/api/telemetry/spans", context => CheckedAsync(context, query => SpansAsync(context, query, telemetry.Traces)));
        routes.MapGet("/api/telemetry/logs", context => CheckedAsync(context, query => LogsAsync(context, query, telemetry.Logs)));
        routes.MapGet("/api/telemetry/metrics", context => CheckedAsync(context, query => MetricsAsync(context, query, telemetry.Metrics)));
    }

    private static Task CheckedAsync(HttpContext context, Func<TelemetryQuery, Task> answer)
    {
        try
        {
            return answer(TelemetryQuery.Read(context.Request.Query));
        }
        catch (BadHttpRequestException error)
        {
            return context.Response.WriteErrorAsync(error.StatusCode, error.Message, context.RequestAborted);
        }
    }

    private static Task SpansAsync(HttpContext context, TelemetryQuery query, TraceStore traces)
    {
        IEnumerable<Span> Kept() => traces.Spans().Where(query.Matches).OrderBy(span => span.Start).TakeLast(query.Limit);
        return query.Follow
            ? context.FollowAsync<Span>(
                hand => traces.Added += hand, hand => traces.Added -= hand, Kept, query.Matches, (writer, span) => writer.WriteOtlpSpans([span]))
            : context.Response.WriteJsonAsync(writer => writer.WriteOtlpSpans(Kept()), context.RequestAborted);
    }

    private static Task LogsAsync(HttpContext context, TelemetryQuery query, LogStore logs)
    {
        IEnumerable<LogEntry> Kept() => logs.Latest(query.Limit, query.Matches).OrderBy(entry => entry.Number);
        return query.Follow
            ? context.FollowAsync<LogEntry>(
                hand => logs.Added += hand, hand => logs.Added -= hand, Kept, query.Matches, (writer, entry) => writer.WriteOtlpLogs([entry]))
            : context.Response.WriteJsonAsync(writer => writer.WriteOtlpLogs(Kept()), context.RequestAborted);
    }

    private static Task MetricsAsync(HttpContext context, TelemetryQuery query, MetricStore metrics) =>
        context.Response.WriteJsonAsync(
            writer => writer.WriteOtlpMetrics(metrics.Resources().Where(name => query.Resource.Length == 0 || name == query.Resource).SelectMany(metrics.All)),
            context.RequestAborted);

    private static Task ResourcesAsync(HttpContext context, TelemetryData telemetry) =>
        context.Response.WriteJsonAsync(
            writer => writer.WriteList("resources", TelemetryShare.Of(telemetry), (item, share) =>
            {
                item.WriteString("name", share.Resource);
                item.WriteNumber("spans", share.Spans);
                item.WriteNumber("logs", share.Logs);
                item.WriteNumber("points", share.Points);
            }),
            context.RequestAborted);
}
