using Microsoft.Extensions.Primitives;

namespace RvWeb.Edge.Compression;

/// <summary>What compression does to the origin's headers.</summary>
internal static class CompressedHeaders
{
    public static void Apply(IHeaderDictionary headers, ContentCoding coding)
    {
        headers.ContentEncoding = coding.Name;
        headers.ContentLength = null;
        Mark(headers);
    }

    /// <summary>What holds for a compressed answer also after a 304 brought the origin's headers anew.</summary>
    public static void Mark(IHeaderDictionary headers)
    {
        headers.ETag = Weakened(headers.ETag);
        // Not in AWS's list; our choice, because caches behind the edge need it (RFC 9110, section 12.5.5).
        if (!headers.Vary.Any(line => line!.Split(',').Any(name => name.Trim() is "*" || name.Trim().Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase))))
            headers.Vary = StringValues.Concat(headers.Vary, "Accept-Encoding");
    }

    /// <summary>C4: a strong tag becomes weak, one that is neither strong nor weak is removed.</summary>
    public static StringValues Weakened(StringValues etag) => etag switch
    {
        [{ } tag, ..] when tag.StartsWith("W/", StringComparison.Ordinal) => tag,
        [{ } tag, ..] when tag.StartsWith('"') => "W/" + tag,
        _ => StringValues.Empty,
    };
}
