using RvWeb.Edge.Cache;

namespace RvWeb.Edge.Viewer;

/// <summary>Whether the viewer already has what is stored (RFC 9110, section 13.2.2).</summary>
internal static class ViewerConditions
{
    public static bool IsNotModified(IHeaderDictionary viewer, StoredAnswer stored)
    {
        if (stored.Status != StatusCodes.Status200OK)
            return false;
        if (viewer.IfNoneMatch.Count > 0)
            return viewer.IfNoneMatch.Any(line => Matches(line!, stored.ETag));
        return viewer.IfModifiedSince.Count > 0
            && OriginHeaders.Date(viewer.IfModifiedSince[0]) is { } since
            && OriginHeaders.Date(stored.LastModified) is { } modified
            && modified <= since;
    }

    private static bool Matches(string line, string? etag) => line.Split(',', StringSplitOptions.TrimEntries)
        .Any(candidate => candidate == "*" || (etag is not null && Opaque(candidate) == Opaque(etag)));

    private static string Opaque(string etag) => etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..] : etag;
}
