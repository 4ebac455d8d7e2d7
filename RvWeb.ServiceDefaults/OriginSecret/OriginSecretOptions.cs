using Microsoft.Extensions.Configuration;

namespace RvWeb.ServiceDefaults.OriginSecret;

/// <summary>The secrets by which the app knows that CloudFront asks, from the environment.</summary>
internal sealed record OriginSecretOptions
{
    private const string CurrentName = "RVWEB_ORIGIN_SECRET";
    private const string PreviousName = "RVWEB_ORIGIN_SECRET_PREVIOUS";

    // Of the letters and digits that the stack has AWS draw: 95 bits.
    private const int Shortest = 16;

    // CloudFront takes header values of up to 1,783 characters (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html).
    private const int Longest = 1783;

    /// <summary>What CloudFront sends.</summary>
    public required string Current { get; init; }

    /// <summary>What it sent before a rotation, and edge locations that lag behind still send; null if no rotation is under way.</summary>
    public string? Previous { get; init; }

    /// <returns>Null if neither is set: then anybody may ask.</returns>
    /// <exception cref="InvalidOperationException">One of them is set to what protects nothing.</exception>
    public static OriginSecretOptions? Read(IConfiguration configuration)
    {
        var (current, previous) = (configuration[CurrentName], configuration[PreviousName]);
        if (current is null && previous is null)
            return null;
        return new OriginSecretOptions
        {
            Current = Checked(CurrentName, current),
            Previous = previous is null ? null : Checked(PreviousName, previous),
        };
    }

    // An app that starts without its secret would be open, or closed to everybody; that must show at once. No message quotes one.
    private static string Checked(string name, string? secret) => secret switch
    {
        null => throw new InvalidOperationException($"{PreviousName} is set and {CurrentName} is not: set both, or neither."),
        { Length: < Shortest } => throw new InvalidOperationException(
            $"{name} has {secret.Length} characters but must have {Shortest} or more. Leave it unset where anybody may call the app."),
        { Length: > Longest } => throw new InvalidOperationException(
            $"{name} has {secret.Length} characters but may have {Longest}, which is what CloudFront can send."),
        _ when secret.Contains("{{resolve:", StringComparison.Ordinal) => throw new InvalidOperationException(
            $"{name} is a dynamic reference that nobody has looked up. CloudFormation does; whatever else sets the variable must set the secret itself."),
        _ => secret,
    };
}
