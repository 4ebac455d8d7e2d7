using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RvWeb.Dashboard.Api;

namespace RvWeb.Dashboard.Hosting;

/// <summary>
/// Lets only the dashboard's own pages change something. A browser names the page that posts (Fetch standard, Origin
/// header), whatever that page wants; a program that is no browser sends no such header.
/// </summary>
internal static class SameOrigin
{
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use(next => context =>
    {
        var (request, origin) = (context.Request, context.Request.Headers.Origin.ToString());
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}")
            return next(context);
        return context.Response.WriteErrorAsync(
            StatusCodes.Status403Forbidden, $"Origin is '{origin}': commands are not for other web pages.", context.RequestAborted);
    });
}
