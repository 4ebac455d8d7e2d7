using RvWeb.Edge.Cache;

namespace RvWeb.Edge.Conditions;

/// <summary>Whether an origin's 304 speaks of the copy that is stored (RFC 9111, section 4.3.4).</summary>
internal static class Confirmation
{
    /// <summary>With another tag it does not: then the origin has to be asked again, for everything.</summary>
    public static bool Confirms(StoredAnswer stored, IHeaderDictionary news) =>
        stored.ETag is null || news.ETag is not [{ } tag, ..] || EntityTags.AreSame(tag, stored.ETag);
}
