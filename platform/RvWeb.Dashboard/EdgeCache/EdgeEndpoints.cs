using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Dashboard.Pages;

namespace RvWeb.Dashboard.EdgeCache;

/// <summary>The edge page, and what it posts.</summary>
internal static class EdgeEndpoints
{
    public static void MapEdge(this IEndpointRouteBuilder routes, ResourceBoard board, EdgeClient client)
    {
        routes.MapGet("/edge", context => ShowAsync(context, board, client, message: null));
        routes.MapPost("/edge/{resource}/purge", context => PurgeAsync(context, board, client));
    }

    private static async Task ShowAsync(HttpContext context, ResourceBoard board, EdgeClient client, string? message)
    {
        var edges = new List<EdgeState>();
        foreach (var row in board.Resources().Where(row => row.EdgeAddress is { IsLoopback: true }))
        {
            var (report, problem) = await client.InspectAsync(row.EdgeAddress!, context.RequestAborted);
            edges.Add(new EdgeState(row.Name, report, problem));
        }

        context.RequestServices.GetRequiredService<EdgeStates>().All = edges;
        await context.WritePageAsync<EdgePage>(new Dictionary<string, object?>
        {
            ["Text"] = context.Request.Query["text"].ToString(),
            ["Decision"] = context.Request.Query["decision"].ToString(),
            ["Message"] = message,
        });
    }

    private static async Task PurgeAsync(HttpContext context, ResourceBoard board, EdgeClient client)
    {
        var name = (string)context.Request.RouteValues["resource"]!;
        var address = board.Resources().FirstOrDefault(row => row.Name == name)?.EdgeAddress;
        var path = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(context.RequestAborted))["path"].ToString().Trim() : "";
        var problem = address is not { IsLoopback: true } ? $"There is no edge '{name}' on this machine."
            : await client.PurgeAsync(address, path, context.RequestAborted);
        if (problem is null)
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = "/edge";
            return;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await ShowAsync(context, board, client, problem);
    }
}
