namespace RvWeb.Edge.Origin;

/// <summary>The origin gave no answer: the status CloudFront makes of it, and why.</summary>
internal sealed record OriginFailure(int Status, string Cause);
