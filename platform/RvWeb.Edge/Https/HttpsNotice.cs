using RvWeb.Edge.Hosting;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Https;

/// <summary>What the start says about HTTPS.</summary>
internal static class HttpsNotice
{
    public static string Of(EdgeOptions options, HttpsDoor door)
    {
        if (door.IsOpen)
            return $"https: https://localhost:{door.Port} (the certificate is ASP.NET Core's development certificate if there is one, else one in memory: curl -k)";
        var patterns = options.Distribution.Behaviors
            .Where(behavior => behavior.ViewerProtocolPolicy != ViewerProtocolPolicy.AllowAll)
            .Select(behavior => $"'{behavior.Pattern}'")
            .ToList();
        return patterns.Count == 0
            ? "https: off (--https-port opens a port)"
            : $"https: off, so plain HTTP counts as HTTPS for {string.Join(", ", patterns)} (--https-port opens a port and redirects to it)";
    }
}
