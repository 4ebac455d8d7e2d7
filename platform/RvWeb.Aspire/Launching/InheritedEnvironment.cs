using System.Collections;

namespace RvWeb.Aspire.Launching;

/// <summary>What a resource inherits: everything the AppHost has, except what would make it listen or export elsewhere.</summary>
internal static class InheritedEnvironment
{
    private static readonly string[] KeptOut =
    [
        "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT",
        "DOTNET_URLS", "DOTNET_LAUNCH_PROFILE", "HTTP_PORTS", "HTTPS_PORTS", "PORT", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_RUNTIME_API",
    ];

    public static Dictionary<string, string> Of(IDictionary environment)
    {
        var inherited = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in environment)
            if (variable is { Key: string name, Value: string value } && !name.StartsWith("OTEL_", StringComparison.Ordinal) && !KeptOut.Contains(name))
                inherited[name] = value;
        return inherited;
    }
}
