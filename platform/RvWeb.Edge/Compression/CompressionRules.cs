using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Compression;

/// <summary>
/// When the edge compresses
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html). All must hold.
/// </summary>
internal static class CompressionRules
{
    private const long Smallest = 1_000;
    private const long Largest = 10_000_000;

    /// <param name="behavior">Compress and the cache policy's switches.</param>
    /// <param name="acceptEncoding">The viewer's header.</param>
    /// <param name="status">The origin's status.</param>
    /// <param name="origin">The origin's headers.</param>
    /// <param name="length">Its valid Content-Length; null if there is none.</param>
    public static CompressionChoice Of(Behavior behavior, StringValues acceptEncoding, int status, IHeaderDictionary origin, long? length)
    {
        if (!behavior.Compress)
            return CompressionChoice.Off;
        if (Coding(behavior, acceptEncoding) is not { } coding)
            return CompressionChoice.Not(behavior.CachePolicy.NormalizesAcceptEncoding
                ? "the viewer accepts no coding that the cache policy enables"
                : $"cache policy {behavior.CachePolicy.Name} has neither EnableAcceptEncodingGzip nor EnableAcceptEncodingBrotli");
        return Obstacle(status, origin, length) is { } why ? CompressionChoice.Not(why) : new(coding, "compressed with " + coding.Name);
    }

    /// <summary>C1: brotli if both are possible.</summary>
    private static ContentCoding? Coding(Behavior behavior, StringValues acceptEncoding) =>
        AcceptEncoding.Of(behavior.CachePolicy, acceptEncoding).InKey switch
        {
            "br,gzip" or "br" => ContentCoding.Brotli,
            "gzip" => ContentCoding.Gzip,
            _ => null,
        };

    private static string? Obstacle(int status, IHeaderDictionary origin, long? length)
    {
        if (status is not (200 or 403 or 404))
            return $"status {status} (only 200, 403 and 404 are)";
        if (origin.ContentEncoding.Count > 0)
            return $"the origin sent Content-Encoding: {origin.ContentEncoding}";
        if (length is not { } bytes)
            return "the origin sent no Content-Length (chunked or streamed, as function URLs answer)";
        if (bytes is < Smallest or > Largest)
            return $"Content-Length {bytes} is not between {Smallest} and {Largest}";
        return CompressibleTypes.Contains(origin.ContentType) ? null : $"Content-Type {(origin.ContentType.Count > 0 ? origin.ContentType : "(none)")} is not in CloudFront's list";
    }
}
