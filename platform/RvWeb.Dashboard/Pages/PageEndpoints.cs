using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Dashboard.Consoles;
using RvWeb.Dashboard.Logs;
using RvWeb.Dashboard.Metrics;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.Pages;

/// <summary>Which page answers which address.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", context => context.WritePageAsync<ResourcesPage>(Query(context, "show")));
        routes.MapGet("/console/{resource?}", context => context.WritePageAsync<ConsolePage>(Addressed(context, Route(context, "resource"))));
        routes.MapGet("/traces", context => context.WritePageAsync<TracesPage>(Query(context, "text", "resource")));
        routes.MapGet("/traces/{traceId}", TraceAsync);
        routes.MapGet("/logs", context => context.WritePageAsync<LogsPage>(Addressed(context, [])));
        routes.MapGet("/metrics", context => context.WritePageAsync<MetricsPage>(Addressed(context, [])));
        routes.MapFallback(context => NotFoundAsync(context, "There is no such page."));
    }

    private static Task TraceAsync(HttpContext context)
    {
        var parameters = Route(context, "traceId");
        parameters["span"] = context.Request.Query["span"].ToString();
        var traces = context.RequestServices.GetRequiredService<TraceStore>();
        return traces.Find((string)parameters["traceId"]!) is null
            ? NotFoundAsync(context, "This trace is not here: its spans have not arrived yet, or newer ones took their place.")
            : context.WritePageAsync<TracePage>(parameters);
    }

    private static Task NotFoundAsync(HttpContext context, string message)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.WritePageAsync<NotFoundPage>(new Dictionary<string, object?> { ["Message"] = message });
    }

    private static Dictionary<string, object?> Query(HttpContext context, params string[] names) =>
        names.ToDictionary(name => name, object? (name) => context.Request.Query[name].ToString());

    // Pages whose address says more than a few fixed names read it themselves.
    private static Dictionary<string, object?> Addressed(HttpContext context, Dictionary<string, object?> parameters) =>
        new(parameters) { ["Search"] = context.Request.QueryString.Value ?? "" };

    private static Dictionary<string, object?> Route(HttpContext context, string name) =>
        new() { [name] = context.Request.RouteValues[name]?.ToString() ?? "" };
}
