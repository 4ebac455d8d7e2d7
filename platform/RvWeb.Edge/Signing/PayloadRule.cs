using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Signing;

/// <summary>
/// A body for a function URL behind an origin access control has to come with its hash: "Lambda doesn't support unsigned
/// payloads" (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html).
/// </summary>
internal static class PayloadRule
{
    public const string Header = "x-amz-content-sha256";

    public const string WrongHash = $"the body is not what the viewer's {Header} says";

    private const string NoHash = $"the viewer sent a body without {Header}: it has to send the body's SHA-256 in hexadecimal digits";

    /// <returns>Why Lambda would refuse; null if it would not.</returns>
    public static async Task<string?> RefusalAsync(
        OriginDefinition origin, OriginRequest request, ViewerBody? body, CancellationToken cancellationToken)
    {
        if (body is null || origin.AccessControl is not { WantsPayloadHash: true } control || !control.Signs(request.Headers.Authorization.Count > 0))
            return null;
        if (request.Headers[Header] is not [{ Length: > 0 } hash])
            return NoHash;
        return await body.KeepsPromiseAsync(hash, cancellationToken) ? null : WrongHash;
    }
}
