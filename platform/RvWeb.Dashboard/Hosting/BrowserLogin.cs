using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RvWeb.Dashboard.Api;
using RvWeb.Dashboard.Pages;

namespace RvWeb.Dashboard.Hosting;

/// <summary>Shows pages only to a browser that came with the token once, and answers the API only with its key or that cookie.</summary>
internal static class BrowserLogin
{
    public const string Path = "/login";
    public const string ApiKeyHeader = "x-api-key";

    public static void UseBrowserLogin(this IApplicationBuilder app, DashboardOptions options)
    {
        if (options.BrowserToken is not { } token)
            return;
        var (session, apiKey) = (Session(token), options.ApiKey ?? token);
        app.Use(next => context =>
        {
            var request = context.Request;
            if (request.Path == Path)
                return LogInAsync(context, token, session);
            return request.Path.StartsWithSegments("/assets")
                || SecretText.IsSame(request.Cookies[CookieName(request)] ?? "", session)
                || SecretText.IsSame(request.Headers[ApiKeyHeader].ToString(), apiKey)
                ? next(context) : AskAsync(context);
        });
    }

    // Cookies know no ports: what this machine's other servers get to see must not be the token itself.
    private static string Session(string token) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "session of the dashboard's pages"u8));

    // Nor may two dashboards log each other's browser out.
    private static string CookieName(HttpRequest request) => string.Create(CultureInfo.InvariantCulture, $"rvweb-dashboard-{request.HttpContext.Connection.LocalPort}");

    private static Task LogInAsync(HttpContext context, string token, string session)
    {
        var given = context.Request.Query["t"].ToString();
        var back = LocalPath(context.Request.Query["returnUrl"].ToString());
        if (!SecretText.IsSame(given, token))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return context.WritePageAsync<LoginPage>(new() { ["IsWrong"] = given.Length > 0, ["ReturnUrl"] = back });
        }

        context.Response.Cookies.Append(CookieName(context.Request), session, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = back;
        return Task.CompletedTask;
    }

    private static Task AskAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || request.Path.StartsWithSegments("/api") || request.Path == "/events")
            return context.Response.WriteErrorAsync(
                StatusCodes.Status401Unauthorized, $"Send the header {ApiKeyHeader}, or open the address that the AppHost printed.", context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = $"{Path}?returnUrl={Uri.EscapeDataString(request.Path + request.QueryString)}";
        return Task.CompletedTask;
    }

    // A path of this server only: //host and /\host are other ones.
    private static string LocalPath(string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\') && !path.Any(char.IsControl)
            ? Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3F", "?", StringComparison.Ordinal)
                .Replace("%3D", "=", StringComparison.Ordinal).Replace("%26", "&", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal)
            : "/";
}
