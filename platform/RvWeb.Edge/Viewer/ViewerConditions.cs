using RvWeb.Edge.Cache;
using RvWeb.Edge.Conditions;

namespace RvWeb.Edge.Viewer;

/// <summary>
/// Whether the viewer already has what is stored (RFC 9110, section 13.2.2). If-Match and If-Unmodified-Since guard changes at
/// the origin; a cache may ignore them (section 13.1.1), and this one does.
/// </summary>
internal static class ViewerConditions
{
    public static bool IsNotModified(HeaderFields viewer, StoredAnswer stored)
    {
        if (stored.Status is not (200 or 206))
            return false;
        var tags = viewer.IfNoneMatch;
        if (tags.Count > 0)
            return EntityTags.Names(tags, stored.ETag);
        return viewer.IfModifiedSince is [{ } since, ..]
            && stored.LastModified is { } modified
            && (since == modified || HttpDate.Parse(since) is { } seen && HttpDate.Parse(modified) <= seen);
    }
}
