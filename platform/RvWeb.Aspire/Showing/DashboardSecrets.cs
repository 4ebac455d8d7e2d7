using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace RvWeb.Aspire.Showing;

/// <summary>What opens a secured dashboard: given by configuration under Aspire's names, else new for each run.</summary>
internal sealed record DashboardSecrets(string BrowserToken, string OtlpKey, string? ApiKey)
{
    private const string Allow = "ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS";

    /// <returns>Null if everyone on this machine may look.</returns>
    public static DashboardSecrets? Of(IConfiguration configuration, bool isAsked)
    {
        var token = Value(configuration, "AppHost:BrowserToken", "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN");
        var isAllowed = string.Equals(configuration[Allow], "true", StringComparison.OrdinalIgnoreCase);
        var isForbidden = string.Equals(configuration[Allow], "false", StringComparison.OrdinalIgnoreCase);
        if (!isAsked && (isAllowed || (!isForbidden && token is null)))
            return null;
        return new DashboardSecrets(
            token ?? RandomNumberGenerator.GetHexString(32, lowercase: true),
            Value(configuration, "AppHost:OtlpApiKey", "Dashboard:Otlp:PrimaryApiKey") ?? RandomNumberGenerator.GetHexString(32, lowercase: true),
            Value(configuration, "AppHost:DashboardApiKey", "Dashboard:Api:PrimaryApiKey"));
    }

    private static string? Value(IConfiguration configuration, params string[] names) =>
        names.Select(name => configuration[name]).FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
