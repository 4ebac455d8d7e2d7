using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace RvWeb.Aspire.Showing;

/// <summary>The origins whose pages may send telemetry from the browser, separated by commas, under Aspire's names.</summary>
internal static class DashboardOrigins
{
    private static readonly string[] Names = ["ASPIRE_DASHBOARD_CORS_ALLOWED_ORIGINS", "Dashboard:Otlp:Cors:AllowedOrigins"];

    /// <exception cref="DistributedApplicationException">One is no origin.</exception>
    public static IReadOnlyList<string> Of(IConfiguration configuration)
    {
        if (Names.FirstOrDefault(name => !string.IsNullOrEmpty(configuration[name])) is not { } given)
            return [];
        var words = configuration[given]!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.FirstOrDefault(word => !IsOrigin(word)) is not { } wrong ? words
            : throw new DistributedApplicationException($"'{wrong}' in {given} is no origin: write it as http://localhost:8080, with a scheme and without a path.");
    }

    // RFC 6454, section 7; a star may stand for subdomains, or alone for everybody.
    private static bool IsOrigin(string word) => word == "*"
        || (Uri.TryCreate(word.Replace("*.", "", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && uri is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" } && !word.EndsWith('/'));
}
