namespace RvWeb.Edge.Origin;

/// <summary>The origin gave no answer: the status CloudFront makes of it, and why.</summary>
internal sealed record OriginFailure(int Status, string Cause)
{
    /// <summary>No connection was made, so nothing was asked; the attempts to connect are over.</summary>
    public bool IsUnconnected { get; init; }

    /// <summary>What an origin group compares with its criteria: a connection that cannot be made counts as 503 (B7).</summary>
    public int FailoverStatus => IsUnconnected ? StatusCodes.Status503ServiceUnavailable : Status;
}
