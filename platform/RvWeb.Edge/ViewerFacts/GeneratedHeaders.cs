using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace RvWeb.Edge.ViewerFacts;

/// <summary>
/// The CloudFront-* request headers that can be made here, by name
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html).
/// </summary>
internal static class GeneratedHeaders
{
    private const int LongestOrder = 7680;

    private static readonly FrozenDictionary<string, Func<ViewerConnection, string?>> Makers =
        new Dictionary<string, Func<ViewerConnection, string?>>
        {
            ["CloudFront-Forwarded-Proto"] = viewer => viewer.Protocol,
            ["CloudFront-Is-Android-Viewer"] = viewer => Text(viewer.Device.IsAndroid),
            ["CloudFront-Is-Desktop-Viewer"] = viewer => Text(viewer.Device.IsDesktop),
            ["CloudFront-Is-IOS-Viewer"] = viewer => Text(viewer.Device.IsIos),
            ["CloudFront-Is-Mobile-Viewer"] = viewer => Text(viewer.Device.IsMobile),
            ["CloudFront-Is-SmartTV-Viewer"] = viewer => Text(viewer.Device.IsSmartTv),
            ["CloudFront-Is-Tablet-Viewer"] = viewer => Text(viewer.Device.IsTablet),
            ["CloudFront-Viewer-Address"] = viewer => string.Create(CultureInfo.InvariantCulture, $"{viewer.Address}:{viewer.Port}"),
            ["CloudFront-Viewer-Header-Count"] = viewer => HeaderCount(viewer).ToString(CultureInfo.InvariantCulture),
            ["CloudFront-Viewer-Header-Order"] = HeaderOrder,
            ["CloudFront-Viewer-Http-Version"] = viewer => HttpVersion(viewer.HttpVersion),
            ["CloudFront-Viewer-TLS"] = viewer => viewer.Tls,
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool Makes(string name) => Makers.ContainsKey(name);

    /// <summary>The value for one viewer; null if there is none, such as TLS on plain HTTP.</summary>
    public static string? Value(string name, ViewerConnection viewer) => Makers[name](viewer);

    private static int HeaderCount(ViewerConnection viewer) => OwnHeaders(viewer).Sum(header => header.Value.Count);

    private static string HeaderOrder(ViewerConnection viewer)
    {
        var order = string.Join(':', OwnHeaders(viewer).SelectMany(header => Enumerable.Repeat(header.Key, header.Value.Count)));
        return order.Length > LongestOrder ? order[..LongestOrder] : order;
    }

    /// <summary>Without those that the edge has set already.</summary>
    private static IEnumerable<KeyValuePair<string, StringValues>> OwnHeaders(ViewerConnection viewer) => viewer.Headers.Where(header => !Makes(header.Key));

    private static string HttpVersion(string protocol)
    {
        var version = protocol.StartsWith("HTTP/", StringComparison.Ordinal) ? protocol["HTTP/".Length..] : protocol;
        return version.Contains('.', StringComparison.Ordinal) ? version : version + ".0";
    }

    private static string Text(bool holds) => holds ? "true" : "false";
}
