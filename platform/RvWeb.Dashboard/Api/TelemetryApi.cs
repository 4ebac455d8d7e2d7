using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RvWeb.Dashboard.Logs;
using RvWeb.Dashboard.Otlp;
using RvWeb.Dashboard.Telemetry;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.Api;

/// <summary>The telemetry as JSON: the shapes are documented on <see cref="DashboardServer"/>.</summary>
internal static class TelemetryApi
{
    public static void MapTelemetryApi(this IEndpointRouteBuilder routes, TelemetryData telemetry)
    {
        routes.MapGet("/api/telemetry/traces", context => ListAsync(context, telemetry.Traces));
        routes.MapGet("/api/telemetry/traces/{traceId}", context => FindAsync(context, telemetry));
    }

    private static Task ListAsync(HttpContext context, TraceStore traces)
    {
        try
        {
            var filter = TraceQuery.Read(context.Request.Query);
            if (IsOtlp(context))
                return context.Response.WriteJsonAsync(
                    writer => writer.WriteOtlpSpans(traces.List(filter).SelectMany(trace => traces.Find(trace.TraceId)?.Spans ?? [])), context.RequestAborted);
            return context.Response.WriteJsonAsync(
                writer => writer.WriteList("traces", traces.List(filter), WriteSummary), context.RequestAborted);
        }
        catch (BadHttpRequestException error)
        {
            return context.Response.WriteErrorAsync(error.StatusCode, error.Message, context.RequestAborted);
        }
    }

    private static Task FindAsync(HttpContext context, TelemetryData telemetry)
    {
        var traceId = (string)context.Request.RouteValues["traceId"]!;
        if (telemetry.Traces.Find(traceId) is not { } trace)
            return context.Response.WriteErrorAsync(StatusCodes.Status404NotFound, $"No trace '{traceId}' is here.", context.RequestAborted);
        if (IsOtlp(context))
            return context.Response.WriteJsonAsync(
                writer =>
                {
                    writer.WriteOtlpSpans(trace.Spans);
                    writer.WriteOtlpLogs(telemetry.Logs.Of(traceId));
                },
                context.RequestAborted);
        return context.Response.WriteJsonAsync(
            writer =>
            {
                WriteSummary(writer, trace.Summary);
                writer.WriteList("spans", TraceTree.Of(trace.Spans).Select(row => row.Span), WriteSpan);
                writer.WriteList("linkedFrom", trace.LinkedFrom, WriteBacklink);
                writer.WriteList("logs", telemetry.Logs.Of(traceId), WriteLog);
            },
            context.RequestAborted);
    }

    private static bool IsOtlp(HttpContext context) => context.Request.Query["format"] == "otlp";

    private static void WriteSummary(Utf8JsonWriter writer, TraceSummary trace)
    {
        writer.WriteString("traceId", trace.TraceId);
        writer.WriteString("name", trace.Name);
        writer.WriteTime("start", trace.Start);
        writer.WriteNumber("durationMs", trace.Duration.TotalMilliseconds);
        writer.WriteNumber("spanCount", trace.SpanCount);
        writer.WriteStartArray("resources");
        foreach (var share in trace.Resources)
            writer.WriteStringValue(share.Resource);
        writer.WriteEndArray();
        writer.WriteBoolean("hasError", trace.HasError);
        writer.WriteBoolean("hasColdStart", trace.HasColdStart);
    }

    private static void WriteSpan(Utf8JsonWriter writer, Span span)
    {
        writer.WriteString("spanId", span.SpanId);
        writer.WriteString("parentSpanId", span.ParentSpanId);
        writer.WriteString("name", span.Name);
        writer.WriteString("resource", span.Resource.Name);
        writer.WriteString("scope", span.Scope);
        writer.WriteString("kind", span.Kind.ToString().ToLowerInvariant());
        writer.WriteTime("start", span.Start);
        writer.WriteTime("end", span.End);
        writer.WriteNumber("durationMs", span.Duration.TotalMilliseconds);
        writer.WriteString("status", span.Status.ToString().ToLowerInvariant());
        writer.WriteString("statusMessage", span.StatusMessage);
        writer.WriteAttributes(span.Attributes);
        writer.WriteList("events", span.Events, WriteEvent);
        writer.WriteList("links", span.Links, WriteLink);
    }

    private static void WriteEvent(Utf8JsonWriter writer, SpanEvent item)
    {
        writer.WriteTime("at", item.At);
        writer.WriteString("name", item.Name);
        writer.WriteAttributes(item.Attributes);
    }

    private static void WriteLink(Utf8JsonWriter writer, SpanLink link)
    {
        writer.WriteString("traceId", link.TraceId);
        writer.WriteString("spanId", link.SpanId);
        writer.WriteAttributes(link.Attributes);
    }

    private static void WriteBacklink(Utf8JsonWriter writer, Span span)
    {
        writer.WriteString("traceId", span.TraceId);
        writer.WriteString("spanId", span.SpanId);
        writer.WriteString("name", span.Name);
    }

    private static void WriteLog(Utf8JsonWriter writer, LogEntry entry)
    {
        writer.WriteTime("at", entry.At);
        writer.WriteString("level", entry.Level);
        writer.WriteString("body", entry.Body);
        writer.WriteString("resource", entry.Resource.Name);
        writer.WriteString("spanId", entry.SpanId);
        writer.WriteAttributes(entry.Attributes);
    }
}
