using Microsoft.Extensions.Primitives;

namespace RvWeb.Edge.ResponseHeaders;

/// <summary>The CORS part of a policy, with its values ready to be written.</summary>
internal sealed record CorsRules
{
    private readonly OriginPattern[] _patterns = [];

    public required IReadOnlyList<string> AllowOrigins
    {
        get;
        init
        {
            field = value;
            _patterns = [.. value.Select(pattern => new OriginPattern(pattern))];
            AllowsAnyOrigin = value.Contains("*");
        }
    }

    public bool AllowsAnyOrigin { get; private init; }

    public bool AllowCredentials { get; init; }

    /// <summary>Values of Access-Control-Allow-Headers, -Allow-Methods, -Expose-Headers and -Max-Age; empty for none.</summary>
    public StringValues AllowHeaders { get; init; }
    public StringValues AllowMethods { get; init; }
    public StringValues ExposeHeaders { get; init; }
    public StringValues MaxAge { get; init; }

    public bool Overrides { get; init; }

    /// <summary>
    /// How AWS describes its managed policies with preflight; its general page gives Access-Control-Expose-Headers to
    /// every CORS request, and that holds for all other policies.
    /// </summary>
    public bool ExposesToPreflightsOnly { get; init; }

    /// <summary>The value of Access-Control-Allow-Origin for a request's Origin; null if it is not allowed.</summary>
    public string? AllowedOrigin(string origin) =>
        AllowsAnyOrigin ? "*" : Array.Exists(_patterns, pattern => pattern.Matches(origin)) ? origin : null;
}
