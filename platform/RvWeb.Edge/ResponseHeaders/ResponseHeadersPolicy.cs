using System.Collections.Frozen;

namespace RvWeb.Edge.ResponseHeaders;

/// <summary>
/// AWS::CloudFront::ResponseHeadersPolicy: what is removed from and added to the answers that viewers get
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html).
/// It never changes what the edge itself obeys.
/// </summary>
internal sealed record ResponseHeadersPolicy
{
    public required string Name { get; init; }

    /// <summary>Removed before anything is added.</summary>
    public FrozenSet<string> Removed { get; init; } = [];

    /// <summary>Security and custom headers that every answer gets.</summary>
    public IReadOnlyList<AddedHeader> Added { get; init; } = [];

    /// <summary>Apart from the others, for it is not for viewers on plain HTTP (RFC 6797, section 7.2).</summary>
    public AddedHeader? StrictTransportSecurity { get; init; }

    public CorsRules? Cors { get; init; }

    /// <summary>The share of answers with Server-Timing, from 0 to 1; null: the header is switched off.</summary>
    public double? ServerTimingShare { get; init; }

    /// <summary>What the template says and AWS would not take.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Values that only AWS can know; their headers are left out.</summary>
    public IReadOnlyList<string> NotResolved { get; init; } = [];
}
