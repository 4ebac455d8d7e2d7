using RvWeb.Edge.Cache;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Ranges;

/// <summary>The ranges that a request gets of a whole object in the cache.</summary>
internal static class StoredRanges
{
    /// <returns>Null: everything, status 200. Empty: 416.</returns>
    public static ByteRange[]? Of(ViewerRequest request, StoredAnswer stored)
    {
        // RFC 9110, section 14.2: of all methods only GET has ranges.
        if (request.Headers.Range.Count == 0 || request.Method != "GET" || stored.Status != StatusCodes.Status200OK)
            return null;
        return RangeSet.Parse(request.Headers.Range) is { } ranges && IsSameVersion(request, stored) ? ranges.Within(stored.Body.Length) : null;
    }

    private static bool IsSameVersion(ViewerRequest request, StoredAnswer stored) =>
        request.Headers.IfRange.Count == 0
        || IfRange.Holds(request.Headers.IfRange, stored.Header("ETag"), stored.LastModified, stored.Header("Date"));
}
