namespace RvWeb.Edge.Origin;

internal static class Conditional
{
    public static bool IsConditional(this IHeaderDictionary headers) => headers.IfNoneMatch.Count > 0 || headers.IfModifiedSince.Count > 0;

    public static OriginRequest Unconditional(this OriginRequest request)
    {
        request.Headers.Remove("If-None-Match");
        request.Headers.Remove("If-Modified-Since");
        request.Fallback?.Request.Unconditional();
        return request;
    }
}
