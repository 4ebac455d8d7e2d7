namespace RvWeb.Edge.ErrorPages;

/// <summary>A page that the distribution shows instead of an error (E7).</summary>
internal sealed record CustomErrorPage
{
    public required int ErrorCode { get; init; }

    /// <summary>Looked up by the behaviors like any path.</summary>
    public required string Path { get; init; }

    /// <summary>The status that viewers see with the page.</summary>
    public required int ResponseCode { get; init; }

    /// <summary>
    /// Codes after which CloudFront ends the viewer's connection, if there is a page
    /// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html).
    /// </summary>
    public bool ClosesConnection => ErrorCode is 400 or 405 or 414 or 416 or 500 or 501;
}
