using System.Collections.Frozen;
using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Secrets;
using RvWeb.Edge.ErrorPages;
using RvWeb.Edge.Failover;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Signing;
using RvWeb.Edge.ViewerFacts;

namespace RvWeb.Edge.Template;

internal sealed class DistributionReader(CloudFormationTemplate template, IReadOnlyList<CloudFormationTemplate> all, SecretValues? secrets = null)
{
    private static readonly string[] ReadOnlyMethods = ["GET", "HEAD"];

    private readonly PolicyCatalog _policies = new(template);
    private readonly FunctionCatalog _functions = new(template);
    private readonly ResourceTrail _trail = new(template, all);
    private readonly List<string> _notResolved = [];

    public Distribution Read(string logicalId)
    {
        var resource = template.Resource(logicalId)!;
        var config = resource.Child("Properties")?.Child("DistributionConfig")
            ?? throw new TemplateException($"{logicalId}.Properties.DistributionConfig is missing.");
        var origins = config.Items("Origins").Select(new OriginReader(template, _trail, new SecretHeaders(template, secrets ?? SecretValues.None), _notResolved).Read).ToList();
        if (origins.CountBy(origin => origin.Id).FirstOrDefault(id => id.Value > 1).Key is { } twice)
            throw new TemplateException($"{config.Path}.Origins has the Id '{twice}' more than once.");
        var groups = new OriginGroupReader(origins);
        var behaviors = Behaviors(config).Select(behavior => groups.Targeted(behavior, config)).ToList();
        return new Distribution
        {
            LogicalId = logicalId,
            Origins = origins.Count > 0 ? origins : throw new TemplateException($"{config.Path}.Origins is empty: a distribution needs an origin."),
            Behaviors = behaviors,
            ErrorCachingMinTtl = CustomErrorReader.Times(config),
            ErrorPages = CustomErrorReader.Pages(config),
            DefaultRootObject = config.Text("DefaultRootObject")?.TrimStart('/') ?? "",
            NotEmulated = [.. PropertyReport.NotEmulated(config), .. _notResolved, .. _functions.NotRun, .. behaviors.SelectMany(NotKnown).Distinct()],
            Warnings = [.. all.SelectMany(one => FunctionPermissions.Warnings(one, all))],
            AwsWouldRefuse = [.. AwsQuotas.Exceeded(behaviors, origins)],
        };
    }

    private IEnumerable<Behavior> Behaviors(TemplateNode config)
    {
        foreach (var behavior in config.Items("CacheBehaviors"))
            yield return Behavior(behavior, new PathPattern(behavior.RequiredText("PathPattern")));
        yield return Behavior(
            config.Child("DefaultCacheBehavior") ?? throw new TemplateException($"{config.Path}.DefaultCacheBehavior is missing."),
            PathPattern.Everything);
    }

    private Behavior Behavior(TemplateNode node, PathPattern pattern) => new()
    {
        Pattern = pattern,
        OriginId = node.RequiredText("TargetOriginId"),
        AllowedMethods = Methods(node, "AllowedMethods"),
        CachedMethods = Methods(node, "CachedMethods"),
        CachePolicy = _policies.Cache(node),
        Compress = node.Flag("Compress"),
        OriginRequestPolicy = _policies.OriginRequest(node),
        ResponseHeadersPolicy = _policies.ResponseHeaders(node),
        ViewerProtocolPolicy = ViewerProtocol(node),
        Functions = _functions.Of(node),
        HashesBodies = BodyHashFunction.IsAt(node, _trail, _notResolved),
    };

    private static ViewerProtocolPolicy ViewerProtocol(TemplateNode node) => node.Text("ViewerProtocolPolicy") switch
    {
        null or "allow-all" => ViewerProtocolPolicy.AllowAll,
        "redirect-to-https" => ViewerProtocolPolicy.RedirectToHttps,
        "https-only" => ViewerProtocolPolicy.HttpsOnly,
        var other => throw new TemplateException($"{node.Path}.ViewerProtocolPolicy is '{other}': use allow-all, redirect-to-https or https-only."),
    };

    /// <summary>A laptop knows no places, no TLS fingerprints and nothing that a deployment makes.</summary>
    private static IEnumerable<string> NotKnown(Behavior behavior) => behavior.CloudFrontHeaders
        .Where(name => !GeneratedHeaders.Makes(name) && !behavior.OriginRequestPolicy.AlsoGenerates.Contains(name))
        .Select(name => $"header {name} of behavior '{behavior.Pattern}' (not known here; taken from the viewer's request if it sends one)")
        .Concat(behavior.ResponseHeadersPolicy?.NotResolved ?? []);

    private static FrozenSet<string> Methods(TemplateNode behavior, string name) =>
        (behavior.Texts(name) is { Count: > 0 } methods ? methods : ReadOnlyMethods).ToFrozenSet(StringComparer.Ordinal);
}
