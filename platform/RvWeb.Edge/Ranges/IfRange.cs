using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Conditions;

namespace RvWeb.Edge.Ranges;

/// <summary>If-Range: a part is only of use to a viewer that has the rest of the same version (RFC 9110, section 13.1.5).</summary>
internal static class IfRange
{
    /// <summary>Tags are compared strongly; a date must be the very Last-Modified, and that a second older than Date.</summary>
    public static bool Holds(StringValues header, string? etag, string? lastModified, string? date)
    {
        if (header.Count == 0)
            return true;
        var text = header[0] ?? "";
        if (text.StartsWith('"') || text.StartsWith("W/", StringComparison.Ordinal))
            return text[0] == '"' && text == etag;
        return HttpDate.Parse(text) is { } asked
            && HttpDate.Parse(lastModified) is { } modified
            && asked == modified
            && (HttpDate.Parse(date) is not { } sent || sent - modified >= TimeSpan.FromSeconds(1));
    }
}
