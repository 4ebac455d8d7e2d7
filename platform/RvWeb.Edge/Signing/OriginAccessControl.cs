namespace RvWeb.Edge.Signing;

/// <summary>
/// AWS::CloudFront::OriginAccessControl: whether CloudFront signs what it asks an origin
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html).
/// </summary>
internal sealed record OriginAccessControl
{
    public const string Type = "AWS::CloudFront::OriginAccessControl";

    /// <summary>Also the service's name in a signature: lambda, s3, mediastore or mediapackagev2.</summary>
    public required string OriginType { get; init; }
    public required SigningBehavior Behavior { get; init; }

    /// <summary>Lambda takes no unsigned payload: the viewer has to hash its body.</summary>
    public bool WantsPayloadHash => OriginType == "lambda";

    /// <summary>Signing writes Authorization anew; "no-override" leaves the viewer's, if the policies let it through.</summary>
    public bool Signs(bool hasAuthorization) => Behavior == SigningBehavior.Always || (Behavior == SigningBehavior.NoOverride && !hasAuthorization);
}
