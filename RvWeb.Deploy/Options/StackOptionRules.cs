namespace RvWeb.Deploy.Options;

/// <summary>Which options go together.</summary>
internal static class StackOptionRules
{
    /// <summary>The only region in which Lambda@Edge functions can be made (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html).</summary>
    private const string EdgeFunctions = "us-east-1";

    /// <summary>What AWS, or reason, would refuse; each names the options and says what to do.</summary>
    /// <param name="options">The options.</param>
    /// <param name="region">Where the stack will be deployed; null if that is not known.</param>
    internal static IEnumerable<string> Problems(StackOptions options, string? region)
    {
        if (options is { Domain: { } domain, Certificate: null })
            yield return $"-c domain={domain} needs a certificate for it: give -c certificate=ARN too.";
        if (options is { Domain: null, Certificate: { } certificate })
            yield return $"-c certificate={certificate} needs the domain it is for: give -c domain=NAME too.";
        if (options is { Alarms: false, AlarmTopic: { } topic })
            yield return $"-c alarm-topic={topic}: there are no alarms to send; give -c alarms=true too.";
        if (options.AlarmTopic is { } arn && region is not null && arn.Split(':')[3] != region)
            yield return $"-c alarm-topic={arn}: an alarm reaches topics of its own region only, and the stack's is {region}; give one of that region.";
        if (options is { Package: CodePackage.Zip, ImageUri: { } image })
            yield return $"-c image-uri={image} is of a function that takes images: give -c package=image too.";
        if (options.ImageUri is { } uri && region is not null && uri.Split('.')[3] != region)
            yield return $"-c image-uri={uri}: Lambda takes images from a repository in its own region only, and the stack's is {region}; push the image to one there.";
        if (options.OriginProtection == OriginProtection.OacWithEdgeSigning && region is not null and not EdgeFunctions)
            yield return $"-c origin-protection=oac-with-edge-signing makes a Lambda@Edge function, which AWS allows in {EdgeFunctions} only, and the region is {region}: deploy there, or use oac or shared-secret.";
        if (options.OriginProtection != OriginProtection.SharedSecret && options is not { OriginSecretGeneration: 1, OriginSecretPrevious: true })
            yield return "-c origin-secret-generation and -c origin-secret-previous are about the secret of origin-protection shared-secret: leave them out, or use that.";
    }

    /// <summary>What is allowed and should not be done unknowingly.</summary>
    internal static IEnumerable<string> Warnings(StackOptions options)
    {
        if (options.OriginProtection == OriginProtection.None)
            yield return "origin-protection is none: whoever learns the function's URL can go past CloudFront, its cache and its WAF, at your cost. shared-secret, the default, prevents that.";
    }

    /// <summary>What the chosen way of protection asks of clients.</summary>
    internal static IEnumerable<string> Notes(StackOptions options)
    {
        if (options is { Package: CodePackage.Image, ImageUri: null })
            yield return "With package image `cdk deploy` builds RvWeb.Web/Dockerfile.lambda with Docker and pushes it to the repository that `cdk bootstrap` made. Lambda cannot turn a function of zips into one of images: an existing stack has to be deleted first, or take another env.";
        if (options.IsSigned)
            yield return "CloudFront's signature takes the place of a viewer's Authorization header: an app that takes bearer tokens must take them in another header, or use origin-protection shared-secret.";
        if (options.OriginProtection == OriginProtection.Oac)
            yield return "With origin-protection oac a client that sends a body must send its SHA-256 in x-amz-content-sha256; plain HTML forms and webhooks get 403 (docs/origin-protection.md).";
        if (options.OriginProtection == OriginProtection.OacWithEdgeSigning)
            yield return "With origin-protection oac-with-edge-signing bodies over 1 MB get 413, and deleting the stack has to be repeated some hours later, when CloudFront has removed the function's copies.";
    }
}
