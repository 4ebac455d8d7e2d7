using System.Xml.Linq;
using RvWeb.Edge.Template;
using RvWeb.Edge.Viewer;
using static RvWeb.Edge.CloudFrontApi.ApiXml;

namespace RvWeb.Edge.CloudFrontApi;

/// <summary>
/// The distribution in CloudFront's terms, as far as one needs it to find one's way: its id is the template's logical id. Policies
/// are named, for a template has no ids of its own ones.
/// </summary>
internal sealed class DistributionXml(Distribution distribution, EdgeIdentity identity, TimeProvider time)
{
    private const string Account = "000000000000";

    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <summary>A configuration that only changes with the template.</summary>
    public string ETag { get; } = "E" + distribution.LogicalId.ToUpperInvariant();

    public XElement Full() => Element("Distribution",
        [.. Head(), Element("InProgressInvalidationBatches", 0), Element("DomainName", identity.DomainName), Config()]);

    public XElement Config() => Element("DistributionConfig", [Element("CallerReference", distribution.LogicalId), .. Body()]);

    public XElement Summary() => Element("DistributionSummary", [.. Head(), Element("DomainName", identity.DomainName), .. Body()]);

    private IEnumerable<XElement> Head() =>
    [
        Element("Id", distribution.LogicalId),
        Element("ARN", $"arn:aws:cloudfront::{Account}:distribution/{distribution.LogicalId}"),
        Element("Status", "Deployed"),
        Element("LastModifiedTime", Time(_started)),
    ];

    private IEnumerable<XElement> Body() =>
    [
        ApiXml.List("Aliases", []),
        Element("DefaultRootObject", distribution.DefaultRootObject),
        ApiXml.List("Origins", [.. distribution.Origins.Select(Origin)]),
        Behavior("DefaultCacheBehavior", distribution.Behaviors[^1], null),
        ApiXml.List("CacheBehaviors", [.. distribution.Behaviors.SkipLast(1)
            .Select(behavior => Behavior("CacheBehavior", behavior, Element("PathPattern", behavior.Pattern.ToString())))]),
        Element("Comment", "Served on this machine by RvWeb.Edge"),
        Element("Enabled", true),
    ];

    private static XElement Origin(OriginDefinition origin) =>
        Element("Origin", Element("Id", origin.Id), Element("DomainName", "localhost"), Element("OriginPath", origin.Path));

    private static XElement Behavior(string name, Behavior behavior, XElement? pattern) => Element(name,
        pattern,
        Element("TargetOriginId", behavior.OriginId),
        Element("ViewerProtocolPolicy", "allow-all"),
        Element("CachePolicyId", behavior.CachePolicy.Name),
        Methods("AllowedMethods", behavior.AllowedMethods, Methods("CachedMethods", behavior.CachedMethods, null)));

    private static XElement Methods(string name, IReadOnlySet<string> methods, XElement? inner)
    {
        var list = ApiXml.List(name, [.. methods.Order(StringComparer.Ordinal).Select(method => Element("Method", method))]);
        list.Add(inner);
        return list;
    }
}
