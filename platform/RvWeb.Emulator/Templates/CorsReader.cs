using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Values;
using RvWeb.Emulator.Cors;

namespace RvWeb.Emulator.Templates;

/// <summary>Reads the Cors property of a function URL.</summary>
internal static class CorsReader
{
    private const int LongestAge = 86400;

    public static CorsOptions Read(EvaluatedNode cors) => new()
    {
        AllowOrigins = List(cors, "AllowOrigins", CorsRules.IsOrigin),
        AllowMethods = List(cors, "AllowMethods", CorsRules.IsMethod),
        AllowHeaders = List(cors, "AllowHeaders", CorsRules.IsHeader),
        ExposeHeaders = List(cors, "ExposeHeaders", CorsRules.IsHeader),
        AllowCredentials = cors.Flag("AllowCredentials"),
        MaxAge = TimeSpan.FromSeconds(cors.Number("MaxAge", 0, LongestAge) ?? 0),
    };

    private static IReadOnlyList<string> List(EvaluatedNode cors, string name, Func<string, bool> isRight)
    {
        var values = cors.Texts(name);
        return values.FirstOrDefault(value => !isRight(value)) is { } wrong
            ? throw new TemplateException($"{cors.Path}.{name} has '{wrong}', which AWS does not take there.")
            : values;
    }
}
