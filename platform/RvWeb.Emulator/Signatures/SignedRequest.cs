using RvWeb.Emulator.FrontDoors;
using RvWeb.Signatures;

namespace RvWeb.Emulator.Signatures;

/// <summary>
/// What a request's signature must have been made of. The body's hash is always the real one: Lambda takes no unsigned payloads
/// (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html).
/// </summary>
internal static class SignedRequest
{
    public static CanonicalRequest Of(ViewerRequest request, RequestSignature signature) => new()
    {
        Method = request.Method,
        Path = request.RawPath,
        Query = WithoutSignature(request.RawQuery),
        Headers = [.. signature.SignedHeaders.Select(name => (name, Values(request, name)))],
        PayloadHash = PayloadHash.Of(request.Body.Span),
    };

    /// <summary>A presigned URL's signature cannot sign itself.</summary>
    private static string WithoutSignature(string query) => string.Join('&', query.Split('&')
        .Where(pair => Uri.UnescapeDataString(pair.Split('=', 2)[0]) != SignatureReader.QuerySignature));

    private static IEnumerable<string> Values(ViewerRequest request, string name) => request.Headers
        .Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
        .SelectMany(header => header.Value)
        .Select(value => value ?? "");
}
