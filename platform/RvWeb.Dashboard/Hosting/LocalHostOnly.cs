using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Dashboard.Hosting;

/// <summary>
/// Answers only requests that name this machine. A web site can point its own name at 127.0.0.1 (DNS rebinding) and
/// would then read everything as its own; its name in the Host header gives it away.
/// </summary>
internal static class LocalHostOnly
{
    public static void UseLocalHostOnly(this IApplicationBuilder app) => app.Use(next => context =>
    {
        if (context.Request.Host.Host.ToLowerInvariant() is "localhost" or "127.0.0.1" or "[::1]")
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("The Host header must be localhost, 127.0.0.1 or [::1].", context.RequestAborted);
    });
}
