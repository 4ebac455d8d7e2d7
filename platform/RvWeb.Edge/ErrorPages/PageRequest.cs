using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.ErrorPages;

/// <summary>The request for an error page in a viewer's name: its headers, but nothing that was about what it asked for.</summary>
internal static class PageRequest
{
    public static ViewerRequest Of(ViewerRequest viewer, string path)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in viewer.Headers)
        {
            if (!IsAboutTheOther(name))
                headers[name] = value;
        }

        return viewer with { Method = viewer.Method == "HEAD" ? "HEAD" : "GET", Path = path, Query = "", Headers = headers, HasBody = false };
    }

    private static bool IsAboutTheOther(string name) =>
        name.StartsWith("If-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Range", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);
}
