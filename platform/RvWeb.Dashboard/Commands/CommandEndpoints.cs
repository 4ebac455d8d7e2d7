using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RvWeb.Dashboard.Api;

namespace RvWeb.Dashboard.Commands;

/// <summary>Where commands are posted: by the pages' buttons, which lead back to the resource, and by programs, which get JSON.</summary>
internal static class CommandEndpoints
{
    public static void MapCommands(this IEndpointRouteBuilder routes, CommandCenter commands)
    {
        routes.MapPost("/resources/{resource}/commands/{command}", context => ExecuteAsync(context, commands, outcome =>
        {
            var back = $"/?show={Uri.EscapeDataString(Value(context, "resource"))}";
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = back;
            return Task.CompletedTask;
        }));
        routes.MapPost("/api/resources/{resource}/commands/{command}", context => ExecuteAsync(context, commands, outcome =>
        {
            context.Response.StatusCode = outcome.Success ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
            return context.Response.WriteJsonAsync(
                writer =>
                {
                    writer.WriteBoolean("success", outcome.Success);
                    writer.WriteString("message", outcome.Message);
                    writer.WriteString("text", outcome.Text);
                },
                context.RequestAborted);
        }));
    }

    private static async Task ExecuteAsync(HttpContext context, CommandCenter commands, Func<CommandOutcome, Task> answer)
    {
        var (resource, command) = (Value(context, "resource"), Value(context, "command"));
        // Whoever asked may leave: what was begun goes on to its end.
        if (await commands.ExecuteAsync(resource, command, CancellationToken.None) is { } outcome)
            await answer(outcome);
        else
            await FailAsync(context, StatusCodes.Status404NotFound, $"There is no command '{command}' of a resource '{resource}': GET /api/resources lists them.");
    }

    private static Task FailAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteJsonAsync(writer => writer.WriteString("error", error), context.RequestAborted);
    }

    private static string Value(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
