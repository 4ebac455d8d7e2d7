using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using RvWeb.Web.Serving;

namespace RvWeb.Web.Endpoints;

internal static class WelcomeEndpoint
{
    private static readonly string Page = ReadPage();

    public static ContentHttpResult Answer(HttpContext context, ServedBy servedBy, TimeProvider time) => TypedResults.Content(
        Page.Replace("{{base}}", WebUtility.HtmlEncode(context.Request.PathBase), StringComparison.Ordinal)
            .Replace("{{server}}", servedBy.Server, StringComparison.Ordinal)
            .Replace("{{environment}}", WebUtility.HtmlEncode(servedBy.Environment), StringComparison.Ordinal)
            .Replace("{{environmentShort}}", WebUtility.HtmlEncode(Short(servedBy.Environment)), StringComparison.Ordinal)
            .Replace("{{build}}", WebUtility.HtmlEncode(BuiltFrom.Text), StringComparison.Ordinal)
            .Replace("{{start}}", ServedBy.IsCold(context) ? "cold" : "warm", StringComparison.Ordinal)
            .Replace("{{time}}", time.GetUtcNow().ToString("HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture), StringComparison.Ordinal),
        "text/html; charset=utf-8");

    /// <summary>Of a log stream such as <c>2026/11/22/[$LATEST]0f1e2d…</c> the first characters that differ between environments.</summary>
    private static string Short(string environment) =>
        environment.IndexOf(']', StringComparison.Ordinal) is var at and >= 0 && environment.Length > at + 13
            ? environment.Substring(at + 1, 12)
            : environment;

    private static string ReadPage()
    {
        using var reader = new StreamReader(typeof(WelcomeEndpoint).Assembly.GetManifestResourceStream("welcome.html")!);
        return reader.ReadToEnd();
    }
}
