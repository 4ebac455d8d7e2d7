using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RvWeb.Dashboard.Api;

namespace RvWeb.Dashboard.Resources;

/// <summary>One resource as JSON, and its environment as a <c>.env</c> file; secrets are in neither.</summary>
internal static class ResourceExports
{
    public static void MapResourceExports(this IEndpointRouteBuilder routes, ResourceBoard board)
    {
        routes.MapGet("/resources/{resource}/json", context => WithResourceAsync(context, board, row =>
            context.Response.WriteJsonAsync(writer => Write(writer, row), context.RequestAborted)));
        routes.MapGet("/resources/{resource}/env", context => WithResourceAsync(context, board, row =>
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            context.Response.Headers.ContentDisposition = "attachment; filename=\".env\"";
            return context.Response.WriteAsync(Environment(row), context.RequestAborted);
        }));
    }

    internal static string Environment(ResourceRow row)
    {
        var text = new StringBuilder();
        foreach (var variable in row.Environment)
            text.Append(variable.Value is { } value ? $"{variable.Name}={Quoted(value)}\n" : $"# {variable.Name} is secret\n");
        return text.ToString();
    }

    // As dotenv readers take it: in double quotes, with \ before what would end or change the value.
    private static string Quoted(string value) =>
        value.All(character => char.IsAsciiLetterOrDigit(character) || "_-./:,@%+".Contains(character, StringComparison.Ordinal))
            ? value
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal)
                .Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static Task WithResourceAsync(HttpContext context, ResourceBoard board, Func<ResourceRow, Task> answer)
    {
        var name = (string)context.Request.RouteValues["resource"]!;
        return board.Resources().FirstOrDefault(row => row.Name == name) is { } row
            ? answer(row)
            : context.Response.WriteErrorAsync(
                StatusCodes.Status404NotFound, $"There is no resource '{name}': GET /api/resources lists them.", context.RequestAborted);
    }

    private static void Write(Utf8JsonWriter writer, ResourceRow row)
    {
        ResourceApi.Write(writer, row);
        writer.WriteList("relations", row.Relations, (json, relation) =>
        {
            json.WriteString("type", relation.Type);
            json.WriteString("resource", relation.Resource);
        });
        writer.WriteList("healthChecks", row.HealthChecks, (json, check) =>
        {
            json.WriteString("name", check.Name);
            json.WriteString("status", check.Status);
            json.WriteString("description", check.Description);
            if (check.LastRun is { } at)
                json.WriteTime("lastRun", at);
        });
        writer.WriteList("environment", row.Environment, (json, variable) =>
        {
            json.WriteString("name", variable.Name);
            json.WriteString("value", variable.Value);
            json.WriteBoolean("isSecret", variable.Value is null);
        });
    }
}
