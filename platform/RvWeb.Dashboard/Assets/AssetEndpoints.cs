using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace RvWeb.Dashboard.Assets;

/// <summary>Style sheets, script and icon, from the assembly itself.</summary>
internal static class AssetEndpoints
{
    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapAsset("dashboard.css", "text/css; charset=utf-8");
        routes.MapAsset("telemetry.css", "text/css; charset=utf-8");
        routes.MapAsset("dashboard.js", "text/javascript; charset=utf-8");
        routes.MapAsset("favicon.svg", "image/svg+xml");
    }

    private static void MapAsset(this IEndpointRouteBuilder routes, string name, string type)
    {
        using var stream = typeof(AssetEndpoints).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks the embedded resource '{name}'.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        routes.MapGet("/assets/" + name, async context =>
        {
            context.Response.ContentType = type;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        });
    }
}
