using System.Collections.Frozen;
using RvWeb.CloudFormation;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Policies;

namespace RvWeb.Edge.Template;

internal sealed class DistributionReader(CloudFormationTemplate template)
{
    private static readonly string[] ReadOnlyMethods = ["GET", "HEAD"];

    private readonly PolicyCatalog _policies = new(template);
    private readonly FunctionCatalog _functions = new(template);
    private readonly List<string> _notResolved = [];

    public Distribution Read(string logicalId)
    {
        var resource = template.Resource(logicalId)!;
        var config = resource.Child("Properties")?.Child("DistributionConfig")
            ?? throw new TemplateException($"{logicalId}.Properties.DistributionConfig is missing.");
        var origins = config.Items("Origins").Select(Origin).ToList();
        if (origins.CountBy(origin => origin.Id).FirstOrDefault(id => id.Value > 1).Key is { } twice)
            throw new TemplateException($"{config.Path}.Origins has the Id '{twice}' more than once.");
        var groups = Groups(config);
        var behaviors = Behaviors(config).Select(behavior => Targeted(behavior, origins, groups, config.Path)).ToList();
        return new Distribution
        {
            LogicalId = logicalId,
            Origins = origins.Count > 0 ? origins : throw new TemplateException($"{config.Path}.Origins is empty: a distribution needs an origin."),
            Behaviors = behaviors,
            ErrorCachingMinTtl = ErrorTimes(config),
            DefaultRootObject = config.Text("DefaultRootObject")?.TrimStart('/') ?? "",
            NotEmulated = [.. PropertyReport.NotEmulated(config), .. _notResolved, .. _functions.NotRun, .. behaviors.SelectMany(GeneratedHeaders).Distinct()],
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
        OriginRequestPolicy = _policies.OriginRequest(node),
        Functions = _functions.Of(node),
    };

    private static IEnumerable<string> GeneratedHeaders(Behavior behavior) =>
        behavior.CachePolicy.Headers.Names.Concat(behavior.OriginRequestPolicy.Headers.Names)
            .Where(name => name.StartsWith("CloudFront-", StringComparison.OrdinalIgnoreCase))
            .Select(name => $"header {name} of behavior '{behavior.Pattern}' (not generated; taken from the viewer's request if it sends one)");

    private static FrozenSet<string> Methods(TemplateNode behavior, string name) =>
        (behavior.Texts(name) is { Count: > 0 } methods ? methods : ReadOnlyMethods).ToFrozenSet(StringComparer.Ordinal);

    private static Behavior Targeted(
        Behavior behavior, List<OriginDefinition> origins, IReadOnlyDictionary<string, string> groups, string path)
    {
        // Fail-over is not emulated (reported as OriginGroups): a group stands for its first member.
        var id = groups.GetValueOrDefault(behavior.OriginId, behavior.OriginId);
        return origins.Any(origin => origin.Id == id)
            ? behavior with { OriginId = id }
            : throw new TemplateException($"{path}: behavior '{behavior.Pattern}' targets the origin '{id}', which is not in Origins.");
    }

    private static Dictionary<string, string> Groups(TemplateNode config) => (config.Child("OriginGroups")?.Items("Items") ?? [])
        .ToDictionary(group => group.RequiredText("Id"), group => group.Child("Members")?.Items("Items") is [var first, ..]
            ? first.RequiredText("OriginId")
            : throw new TemplateException($"{group.Path}.Members is empty."));

    private static Dictionary<int, TimeSpan> ErrorTimes(TemplateNode config)
    {
        var times = new Dictionary<int, TimeSpan>();
        foreach (var response in config.Items("CustomErrorResponses"))
        {
            if (response.Seconds("ErrorCode") is { } code && response.Seconds("ErrorCachingMinTTL") is { } seconds)
                times[(int)code] = TimeSpan.FromSeconds(seconds);
        }

        return times;
    }

    private OriginDefinition Origin(TemplateNode node)
    {
        var usual = new OriginDefinition { Id = node.RequiredText("Id") };
        var custom = node.Child("CustomOriginConfig");
        return usual with
        {
            Path = node.Text("OriginPath") ?? "",
            DomainName = node.Child("DomainName") is { } domain ? template.Literal(domain) : null,
            CustomHeaders = CustomHeaders(node),
            ConnectionAttempts = (int)Math.Clamp(node.Seconds("ConnectionAttempts") ?? 3, 1, 3),
            ConnectionTimeout = node.Seconds("ConnectionTimeout") is { } connect ? TimeSpan.FromSeconds(Math.Clamp(connect, 1, 10)) : usual.ConnectionTimeout,
            ReadTimeout = custom?.Seconds("OriginReadTimeout") is { } read ? TimeSpan.FromSeconds(Math.Clamp(read, 1, 120)) : usual.ReadTimeout,
        };
    }

    private Dictionary<string, string> CustomHeaders(TemplateNode origin)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in origin.Items("OriginCustomHeaders"))
        {
            var value = header.Child("HeaderValue");
            if (value is not null && template.Literal(value) is { } literal)
                headers[header.RequiredText("HeaderName")] = literal;
            else
                _notResolved.Add($"{header.Path}.HeaderValue ({value?.Json ?? "missing"} cannot be resolved; the header is not sent)");
        }

        return headers;
    }
}
