namespace RvWeb.Edge.Policies;

/// <summary>AWS::CloudFront::OriginRequestPolicy: what reaches the origin without entering the key.</summary>
internal sealed record OriginRequestPolicy
{
    public required string Name { get; init; }
    public Selection Headers { get; init; } = Selection.None;
    public Selection Cookies { get; init; } = Selection.None;
    public Selection QueryStrings { get; init; } = Selection.None;

    /// <summary>A behavior without origin request policy.</summary>
    public static OriginRequestPolicy Nothing { get; } = new() { Name = "(none)" };
}
