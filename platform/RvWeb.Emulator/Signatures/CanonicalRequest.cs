using System.Security.Cryptography;
using System.Text;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.Signatures;

/// <summary>
/// A request in the one spelling that both sides sign. Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
/// The body's hash is always the real one: Lambda takes no unsigned payloads (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html).
/// </summary>
internal static class CanonicalRequest
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public static string StringToSign(ViewerRequest request, RequestSignature signature) =>
        $"{Algorithm}\n{signature.Timestamp}\n{signature.Scope}\n{Hash(Encoding.UTF8.GetBytes(Write(request, signature)))}";

    public static string Write(ViewerRequest request, RequestSignature signature)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n').Append(Path(request.RawPath)).Append('\n').Append(Query(request.RawQuery)).Append('\n');
        foreach (var name in signature.SignedHeaders)
            text.Append(name).Append(':').Append(Values(request, name)).Append('\n');
        return text.Append('\n').AppendJoin(';', signature.SignedHeaders).Append('\n').Append(Hash(request.Body.Span)).ToString();
    }

    // The path as sent, without empty and dot segments, and encoded once more.
    private static string Path(string rawPath)
    {
        var segments = new List<string>();
        foreach (var segment in rawPath.Split('/'))
            if (segment == "..")
                segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
            else if (segment is not ("" or "."))
                segments.Add(Uri.EscapeDataString(segment));
        var end = rawPath.EndsWith('/') && segments.Count > 0 ? "/" : "";
        return $"/{string.Join('/', segments)}{end}";
    }

    // Sorted by their bytes: encoded, all are ASCII. A plus sign is a plus sign.
    private static string Query(string rawQuery) => string.Join('&', rawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Name: PercentEncoding.Normalize(pair[0]), Value: pair.Length == 2 ? PercentEncoding.Normalize(pair[1]) : ""))
        .Where(parameter => parameter.Name != SignatureReader.QuerySignature)
        .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
        .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
        .Select(parameter => $"{parameter.Name}={parameter.Value}"));

    private static string Values(ViewerRequest request, string name) => string.Join(',', request.Headers
        .Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
        .SelectMany(header => header.Value)
        .Select(value => string.Join(' ', (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))));

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
