using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace RvWeb.Dashboard.Assets;

/// <summary>Style sheets, script and icon, from the assembly itself.</summary>
internal static class AssetEndpoints
{
    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        // One sheet for a browser, in several files for people.
        routes.MapAsset("dashboard.css", "text/css; charset=utf-8", "dashboard.css", "pages.css", "telemetry.css");
        routes.MapAsset("dashboard.js", "text/javascript; charset=utf-8");
        routes.MapAsset("keys.js", "text/javascript; charset=utf-8");
        routes.MapAsset("favicon.svg", "image/svg+xml");
    }

    private static void MapAsset(this IEndpointRouteBuilder routes, string name, string type, params IReadOnlyList<string> files)
    {
        byte[] bytes = [.. (files.Count == 0 ? [name] : files).SelectMany(Read)];
        routes.MapGet("/assets/" + name, async context =>
        {
            context.Response.ContentType = type;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        });
    }

    private static byte[] Read(string file)
    {
        using var stream = typeof(AssetEndpoints).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The assembly lacks the embedded resource '{file}'.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
