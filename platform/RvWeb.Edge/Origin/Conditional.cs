namespace RvWeb.Edge.Origin;

internal static class Conditional
{
    public static bool IsConditional(this IHeaderDictionary headers) => headers.IfNoneMatch.Count > 0 || headers.IfModifiedSince.Count > 0;
}
