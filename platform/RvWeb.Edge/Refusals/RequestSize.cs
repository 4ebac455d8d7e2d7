using Microsoft.AspNetCore.Server.Kestrel.Core;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Refusals;

/// <summary>
/// The sizes that CloudFront takes
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-general).
/// </summary>
internal static class RequestSize
{
    public const int LongestUrl = 8192;
    public const int LargestHead = 32_768;

    private const int LineEnd = 2;
    private const int Separator = 2;
    private const int LineWithoutTarget = 12;

    /// <summary>Request line and headers in bytes, as HTTP/1.1 writes them; each letter stands for one byte.</summary>
    public static int OfHead(ViewerRequest request)
    {
        var size = request.Method.Length + request.Path.Length + request.Query.Length + LineWithoutTarget;
        foreach (var (name, values) in request.Headers)
        {
            for (var at = 0; at < values.Count; at++)
                size += name.Length + Separator + (values[at]?.Length ?? 0) + LineEnd;
        }

        return size;
    }

    /// <summary>The server reads more than CloudFront does, so that the edge can answer in CloudFront's way.</summary>
    public static void Widen(KestrelServerLimits limits)
    {
        limits.MaxRequestLineSize = 128 * 1024;
        limits.MaxRequestHeadersTotalSize = 512 * 1024;
        limits.MaxRequestHeaderCount = 20_000;
        limits.Http2.MaxRequestHeaderFieldSize = 64 * 1024;
    }
}
