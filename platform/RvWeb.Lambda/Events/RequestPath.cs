using Microsoft.AspNetCore.Http;

namespace RvWeb.Lambda.Events;

/// <summary>Makes of an event's path what Kestrel makes of a request line: unescaped but for %2F, without dot segments.</summary>
internal static class RequestPath
{
    /// <param name="rawPath">Begins with a slash and holds no NUL.</param>
    public static string Decode(string rawPath) =>
        WithoutDotSegments(rawPath.Contains('%') ? PathString.FromUriComponent(rawPath).Value! : rawPath);

    /// <summary>RFC 3986, section 5.2.4.</summary>
    public static string WithoutDotSegments(string path)
    {
        if (!path.Contains("/.", StringComparison.Ordinal))
            return path;

        var segments = path.Split('/');
        var kept = new List<string>(segments.Length);
        for (var i = 1; i < segments.Length; i++)
        {
            var last = i == segments.Length - 1;
            if (segments[i] == "..")
            {
                if (kept.Count > 0)
                    kept.RemoveAt(kept.Count - 1);
            }
            else if (segments[i] != ".")
                kept.Add(segments[i]);

            if (last && segments[i] is "." or "..")
                kept.Add("");
        }

        return "/" + string.Join('/', kept);
    }
}
