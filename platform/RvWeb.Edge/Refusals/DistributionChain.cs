namespace RvWeb.Edge.Refusals;

/// <summary>
/// A request may pass two distributions; a third one refuses it
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html). How AWS counts is not said; our
/// choice: each distribution leaves its line in Via. So an edge that is its own origin ends too.
/// </summary>
internal static class DistributionChain
{
    private const int Longest = 2;
    private const string Mark = "(CloudFront)";

    public static bool IsTooLong(HeaderFields headers)
    {
        var passed = 0;
        foreach (var line in headers.Via)
            passed += line.AsSpan().Count(Mark);
        return passed >= Longest;
    }
}
