using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Viewer;

/// <summary>Which of an origin's headers reach the viewer; the edge's own ones are added per answer.</summary>
internal static class ViewerHeaders
{
    private static readonly FrozenSet<string> Replaced = new[]
    {
        "Age", "Content-Length", "Via", "X-Cache", "X-Amz-Cf-Id", "X-Amz-Cf-Pop", "X-Edge-Explain",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<KeyValuePair<string, StringValues>> Of(Behavior behavior, IHeaderDictionary origin)
    {
        var connection = HopByHop.Named(origin.Connection);
        // R8: without forwarded cookies the origin cannot set one either.
        return origin.Where(header => !HopByHop.Contains(header.Key, connection)
                && !Replaced.Contains(header.Key)
                && (behavior.ForwardsCookies || !header.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)))
            .Select(header => header.Key.Equals("Vary", StringComparison.OrdinalIgnoreCase)
                ? KeyValuePair.Create(header.Key, VaryFilter.Of(behavior, header.Value))
                : header)
            .Where(header => header.Value.Count > 0);
    }
}
