using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;
using RvWeb.Signatures;

namespace RvWeb.Edge.Signing;

/// <summary>
/// What writes to a function URL behind an origin access control has to come with its body's hash: "Lambda doesn't support unsigned
/// payloads" (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html).
/// </summary>
internal static class PayloadRule
{
    public const string Header = "x-amz-content-sha256";

    public const string WrongHash = $"the body is not what the viewer's {Header} says";

    private const string NoHash = $"the viewer sent no {Header}: with a body it has to send the body's SHA-256 in hexadecimal digits";

    /// <returns>Why Lambda would refuse; null if it would not.</returns>
    public static async Task<string?> RefusalAsync(
        OriginDefinition origin, OriginRequest request, ViewerBody? body, CancellationToken cancellationToken)
    {
        if (origin.AccessControl is not { WantsPayloadHash: true } control || !control.Signs(request.Headers.Authorization.Count > 0))
            return null;
        if (request.Headers[Header] is not [{ Length: > 0 } hash])
            return body is not null || Writes(request.Method) ? NoHash : null;
        var isKept = body is null ? hash.Equals(PayloadHash.Empty, StringComparison.OrdinalIgnoreCase) : await body.KeepsPromiseAsync(hash, cancellationToken);
        return isKept ? null : WrongHash;
    }

    // The guide names PUT and POST and speaks of no empty bodies; a hash of nothing is a hash.
    private static bool Writes(string method) => method is "POST" or "PUT" or "PATCH";
}
