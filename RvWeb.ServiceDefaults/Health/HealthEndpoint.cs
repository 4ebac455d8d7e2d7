using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RvWeb.ServiceDefaults.Health;

internal static class HealthEndpoint
{
    /// <summary>Maps <c>/health</c> as a plain request delegate: health checks of the framework cost start-up time.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes) => routes.MapMethods("/health", ["GET", "HEAD"], AnswerAsync);

    private static Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync("""{"status":"ok"}""", context.RequestAborted);
    }
}
