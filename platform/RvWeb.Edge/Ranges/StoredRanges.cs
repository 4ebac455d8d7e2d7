using RvWeb.Edge.Cache;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Ranges;

/// <summary>The ranges that a request gets of what is in the cache: a whole object, or a part of one.</summary>
internal static class StoredRanges
{
    /// <returns>Null: everything that is stored, with its own status. Empty: 416.</returns>
    public static ByteRange[]? Of(ViewerRequest request, StoredAnswer stored)
    {
        // RFC 9110, section 14.2: of all methods only GET has ranges.
        if (request.Headers.Range.Count == 0 || request.Method != "GET" || RangeSet.Parse(request.Headers.Range) is not { } ranges)
            return null;
        if (stored.Part is { } part)
            return ranges.Only is { } only && part.Within(only) is { } slice ? [slice] : null;
        return stored.Status == 200 && IsSameVersion(request, stored) ? ranges.Within(stored.Body.Length) : null;
    }

    public static RangedBody Body(StoredAnswer stored) => stored.Part is { } part
        ? new RangedBody(stored.Body, part.Bytes.First, part.Total)
        : new RangedBody(stored.Body, 0, stored.Body.Length);

    private static bool IsSameVersion(ViewerRequest request, StoredAnswer stored) =>
        request.Headers.IfRange.Count == 0
        || IfRange.Holds(request.Headers.IfRange, stored.Header("ETag"), stored.LastModified, stored.Header("Date"));
}
