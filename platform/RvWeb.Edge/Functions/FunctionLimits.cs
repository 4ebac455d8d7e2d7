namespace RvWeb.Edge.Functions;

/// <summary>
/// What a function may use. AWS publishes the sizes (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions);
/// for time it says only "100 % of the maximum", so the budgets below are ours.
/// </summary>
internal static class FunctionLimits
{
    public const int CodeBytes = 10 * 1024;
    public const int LogBytes = 10 * 1024;

    /// <summary>URI and query string together, exclusive.</summary>
    public const int UriLength = 8192;

    /// <summary>Names and values of all headers and cookies; ours, as much as CloudFront takes from viewers and origins.</summary>
    public const int HeaderBytes = 32_768;

    /// <summary>AWS's 2 MB of memory; one text or one array of bytes may not be longer.</summary>
    public const int MemoryBytes = 2 * 1024 * 1024;

    /// <summary>Statements that count as a compute utilization of 100; ours.</summary>
    public const int Statements = 50_000;

    /// <summary>All that a run allocates, garbage included: the interpreter counts nothing else; ours.</summary>
    public const long AllocatedBytes = 32L * 1024 * 1024;

    public const int ArrayLength = 100_000;
    public const int Recursion = 200;

    /// <summary>For what counts no statements; ours.</summary>
    public static readonly TimeSpan RegexTime = TimeSpan.FromMilliseconds(250);

    /// <summary>The last resort; ours.</summary>
    public static readonly TimeSpan WallTime = TimeSpan.FromSeconds(2);
}
