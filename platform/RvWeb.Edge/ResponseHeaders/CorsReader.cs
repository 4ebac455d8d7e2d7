using Microsoft.Extensions.Primitives;
using RvWeb.CloudFormation;

namespace RvWeb.Edge.ResponseHeaders;

/// <summary>Reads CorsConfig.</summary>
internal static class CorsReader
{
    private static readonly string[] AllMethods = ["GET", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    public static CorsRules Read(TemplateNode config, List<string> problems)
    {
        var origins = Items(config, "AccessControlAllowOrigins");
        foreach (var origin in origins.Where(origin => !OriginPattern.IsValid(origin)))
            problems.Add($"{config.Path}.AccessControlAllowOrigins has '{origin}': '*' stands alone or for the whole leftmost part of a domain");
        if (config.Flag("AccessControlAllowCredentials") && origins.Contains("*"))
            problems.Add($"{config.Path} allows credentials to any origin ('*'), which browsers refuse: list the origins");
        var methods = Items(config, "AccessControlAllowMethods");
        return new CorsRules
        {
            AllowOrigins = origins,
            AllowCredentials = config.Flag("AccessControlAllowCredentials"),
            AllowHeaders = Joined(Items(config, "AccessControlAllowHeaders")),
            AllowMethods = Joined(methods.Contains("ALL") ? AllMethods : methods),
            ExposeHeaders = Joined(Items(config, "AccessControlExposeHeaders")),
            MaxAge = config.Text("AccessControlMaxAgeSec") ?? default(StringValues),
            Overrides = config.Flag("OriginOverride"),
            ExposesToPreflightsOnly = config.Flag("ExposesToPreflightsOnly"),
        };
    }

    private static IReadOnlyList<string> Items(TemplateNode config, string name) => config.Child(name)?.Texts("Items") ?? [];

    private static StringValues Joined(IReadOnlyList<string> names) => names.Count == 0 ? default : new StringValues(string.Join(", ", names));
}
