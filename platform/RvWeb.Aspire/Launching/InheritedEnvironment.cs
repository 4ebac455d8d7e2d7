using System.Collections;

namespace RvWeb.Aspire.Launching;

/// <summary>What a resource inherits: everything the AppHost has, except what would make it listen or export elsewhere.</summary>
internal static class InheritedEnvironment
{
    private static readonly string[] KeptOut =
    [
        "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT",
        "DOTNET_URLS", "DOTNET_LAUNCH_PROFILE", "ASPIRE_LOGLEVEL", "HTTP_PORTS", "HTTPS_PORTS", "PORT", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_RUNTIME_API",
    ];

    private static readonly string[] KeptOutPrefixes = ["OTEL_", "DCP_", "DEBUG_SESSION"];

    public static Dictionary<string, string> Of(IDictionary environment)
    {
        var inherited = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in environment)
            if (variable is { Key: string name, Value: string value } && !KeptOut.Contains(name)
                && !KeptOutPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
                inherited[name] = value;
        return inherited;
    }
}
