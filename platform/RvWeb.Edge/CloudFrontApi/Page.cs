using System.Globalization;
using System.Xml.Linq;

namespace RvWeb.Edge.CloudFrontApi;

/// <summary>A part of a list, as Marker and MaxItems ask for it; a marker is the id of the last item of the page before.</summary>
internal sealed record Page<T>(string Marker, int MaxItems, IReadOnlyList<T> Items, string? NextMarker)
{
    private const int Most = 100;

    /// <exception cref="ApiError">MaxItems is no number, or there is no such marker.</exception>
    public static Page<T> Of(IReadOnlyList<T> all, Func<T, string> id, IQueryCollection query)
    {
        var (marker, wanted) = (query["Marker"].ToString(), query["MaxItems"].ToString());
        var most = Most;
        if (wanted.Length > 0 && !(int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out most) && most > 0))
            throw ApiError.InvalidArgument($"MaxItems is '{wanted}': use a number from 1 to {Most}.");
        most = Math.Min(most, Most);
        var start = marker.Length == 0 ? 0 : all.TakeWhile(item => id(item) != marker).Count() + 1;
        if (start > all.Count)
            throw ApiError.InvalidArgument($"Marker is '{marker}', which is not in the list: use the NextMarker of the page before.");
        var items = all.Skip(start).Take(most).ToList();
        return new Page<T>(marker, most, items, start + items.Count < all.Count ? id(items[^1]) : null);
    }

    public XElement Element(string name, Func<T, XElement> item) => ApiXml.Element(name,
        ApiXml.Element("Marker", Marker),
        NextMarker is null ? null : ApiXml.Element("NextMarker", NextMarker),
        ApiXml.Element("MaxItems", MaxItems),
        ApiXml.Element("IsTruncated", NextMarker is not null),
        ApiXml.Element("Quantity", Items.Count),
        Items.Count > 0 ? ApiXml.Element("Items", Items.Select(item)) : null);
}
