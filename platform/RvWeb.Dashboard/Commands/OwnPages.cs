using Microsoft.AspNetCore.Http;
using RvWeb.Dashboard.Api;

namespace RvWeb.Dashboard.Commands;

/// <summary>A browser names the page that posts (Fetch standard, Origin header): only the dashboard's own may.</summary>
internal static class OwnPages
{
    /// <returns>Whether the request was refused, and answered.</returns>
    public static async Task<bool> RefusedAsync(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || origin == $"{context.Request.Scheme}://{context.Request.Host}")
            return false;
        await context.Response.WriteErrorAsync(
            StatusCodes.Status403Forbidden, $"Origin is '{origin}': commands are not for other web pages.", context.RequestAborted);
        return true;
    }
}
