namespace RvWeb.Edge.Policies;

/// <summary>AWS::CloudFront::OriginRequestPolicy: what reaches the origin without entering the key.</summary>
internal sealed record OriginRequestPolicy
{
    public required string Name { get; init; }
    public Selection Headers { get; init; } = Selection.None;
    public Selection Cookies { get; init; } = Selection.None;
    public Selection QueryStrings { get; init; } = Selection.None;

    /// <summary>The CloudFront-* headers that are made for the origin, beyond those that <see cref="Headers"/> lists.</summary>
    public IReadOnlyList<string> AlsoGenerates { get; init; } = [];

    /// <summary>Every CloudFront-* header this policy names. Under "all except" the list says what is left out, not what is made.</summary>
    public IEnumerable<string> CloudFrontHeaders =>
        (Headers.Mode == SelectionMode.AllExcept ? [] : Headers.Names.Where(CloudFrontHeader.IsOne)).Concat(AlsoGenerates);

    /// <summary>A behavior without origin request policy.</summary>
    public static OriginRequestPolicy Nothing { get; } = new() { Name = "(none)" };
}
