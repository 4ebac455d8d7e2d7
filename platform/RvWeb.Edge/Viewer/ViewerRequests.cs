using Microsoft.AspNetCore.Http.Features;

namespace RvWeb.Edge.Viewer;

/// <summary>Reads the viewer's request off the connection, with its path as it was sent.</summary>
internal static class ViewerRequests
{
    public static ViewerRequest Read(HttpContext context, string defaultRootObject)
    {
        // HTTP/1.0 viewers get nothing compressed: their Accept-Encoding counts for nothing (CMP).
        if (HttpProtocol.IsHttp10(context.Request.Protocol))
            context.Request.Headers.AcceptEncoding = default;
        var (path, query) = Target(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return new ViewerRequest
        {
            Method = context.Request.Method,
            // Only for the root of the distribution, never for folders.
            Path = path == "/" ? path + defaultRootObject : path,
            Query = query,
            Headers = context.Request.Headers,
            HasBody = context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody,
            ClientAddress = context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1",
        };
    }

    /// <summary>Path and query as they were sent.</summary>
    public static string Target(HttpContext context)
    {
        var (path, query) = Target(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    /// <summary>Path and query of a request target; absolute-form (RFC 9112, section 3.2.2) loses its authority.</summary>
    public static (string Path, string Query) Target(string target)
    {
        if (!target.StartsWith('/'))
        {
            var authority = target.IndexOf("://", StringComparison.Ordinal);
            var slash = authority < 0 ? -1 : target.IndexOfAny(['/', '?'], authority + 3);
            target = slash < 0 ? "/" : target[slash] == '/' ? target[slash..] : "/" + target[slash..];
        }

        var mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (target, "") : (target[..mark], target[(mark + 1)..]);
    }
}
