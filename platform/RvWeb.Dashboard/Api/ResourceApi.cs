using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace RvWeb.Dashboard.Api;

/// <summary>The resources as JSON, without their environment: the shape is documented on <see cref="DashboardServer"/>.</summary>
internal static class ResourceApi
{
    public static void MapResourceApi(this IEndpointRouteBuilder routes, ResourceBoard resources) =>
        routes.MapGet("/api/resources", context => context.Response.WriteJsonAsync(
            writer => writer.WriteList("resources", resources.Resources(), Write), context.RequestAborted));

    public static void Write(Utf8JsonWriter writer, ResourceRow row)
    {
        writer.WriteString("name", row.Name);
        writer.WriteString("type", row.Type);
        writer.WriteString("state", row.State);
        writer.WriteString("stateStyle", row.StateStyle);
        writer.WriteString("health", row.Health);
        if (row.StartedAt is { } startedAt)
            writer.WriteTime("startedAt", startedAt);
        else
            writer.WriteNull("startedAt");
        if (row.ExitCode is { } exitCode)
            writer.WriteNumber("exitCode", exitCode);
        else
            writer.WriteNull("exitCode");
        writer.WriteString("source", row.Source);
        writer.WriteString("parent", row.Parent);
        writer.WriteList("urls", row.Urls, (urls, link) =>
        {
            urls.WriteString("name", link.Name);
            urls.WriteString("url", link.Url);
        });
        writer.WriteList("commands", row.Commands, (commands, command) =>
        {
            commands.WriteString("name", command.Name);
            commands.WriteString("displayName", command.DisplayName);
            commands.WriteBoolean("isEnabled", command.IsEnabled);
        });
    }
}
