namespace RvWeb.Deploy.Options;

/// <summary>Which of CloudFront's edge locations serve viewers (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PriceClass.html).</summary>
internal enum PriceClass
{
    /// <summary>North America, Europe, Israel.</summary>
    Class100,

    /// <summary>Those, and all but the dearest of the others.</summary>
    Class200,

    All,
}
