namespace RvWeb.Emulator.Cors;

/// <summary>
/// A function URL's cross-origin settings, under the names of <c>AWS::Lambda::Url Cors</c>. An empty list is an absent property.
/// Source: docs.aws.amazon.com/lambda/latest/api/API_Cors.html.
/// </summary>
internal sealed record CorsOptions
{
    public IReadOnlyList<string> AllowOrigins { get; init; } = [];

    public IReadOnlyList<string> AllowMethods { get; init; } = [];

    public IReadOnlyList<string> AllowHeaders { get; init; } = [];

    public IReadOnlyList<string> ExposeHeaders { get; init; } = [];

    public bool AllowCredentials { get; init; }

    /// <summary>How long a browser may remember a preflight's answer; zero: not told.</summary>
    public TimeSpan MaxAge { get; init; }
}
