using System.Text.Json;
using RvWeb.CloudFormation.Yaml;

namespace RvWeb.CloudFormation;

/// <summary>A CloudFormation template, written in JSON or YAML.</summary>
public sealed class CloudFormationTemplate
{
    private readonly TemplateNode _root;

    /// <param name="root">The whole document.</param>
    public CloudFormationTemplate(TemplateNode root)
        : this(root, ById(root.Child("Resources")!))
    {
    }

    private CloudFormationTemplate(TemplateNode root, Dictionary<string, TemplateNode> resources) => (_root, Resources) = (root, resources);

    /// <summary>All resources by logical id, in the order of the template.</summary>
    public IReadOnlyDictionary<string, TemplateNode> Resources { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="text">JSON if it begins with a brace, else YAML, short forms of functions included.</param>
    /// <exception cref="TemplateException">It is neither, or no template.</exception>
    public static CloudFormationTemplate Parse(string text)
    {
        var isJson = text.AsSpan().TrimStart(" \t\r\n\uFEFF") is ['{', ..];
        try
        {
            using var document = isJson ? JsonDocument.Parse(text) : JsonDocument.Parse(YamlTemplate.ToJson(text));
            var root = new TemplateNode(document.RootElement, "Template");
            return root.Kind == JsonValueKind.Object && root.Child("Resources") is { Kind: JsonValueKind.Object }
                ? new CloudFormationTemplate(root)
                : throw new TemplateException("it has no Resources, so it is no CloudFormation template.");
        }
        catch (JsonException malformed)
        {
            throw new TemplateException(
                $"it is not JSON (line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}): give a template in JSON, as cdk synth writes into cdk.out, or in YAML.");
        }
    }

    /// <summary>The resources of one type by logical id, in the order of the template.</summary>
    /// <param name="type">For example <c>AWS::Lambda::Function</c>.</param>
    public IReadOnlyDictionary<string, TemplateNode> OfType(string type) => Resources
        .Where(resource => TypeOf(resource.Value) == type)
        .ToDictionary(resource => resource.Key, resource => resource.Value);

    /// <summary>A resource, or null.</summary>
    /// <param name="logicalId">Its name in the template.</param>
    public TemplateNode? Resource(string logicalId) => Resources.GetValueOrDefault(logicalId);

    /// <summary>A part beside the resources, such as Parameters or Conditions; null if there is none.</summary>
    /// <param name="name">The part's name.</param>
    public TemplateNode? Section(string name) => _root.Child(name) is { } section ? new TemplateNode(section, name) : null;

    /// <summary>A plain value, or a Ref to a parameter with a default; null for every other intrinsic.</summary>
    /// <param name="node">What may be one.</param>
    public string? Literal(TemplateNode node) => node.Value
        ?? (node.ReferencedResource() is { } name
            ? _root.Child("Parameters")?.Child(name)?.Child("Default")?.Value
            : null);

    /// <summary>The same template with other resources, each by the same name.</summary>
    internal CloudFormationTemplate With(Func<TemplateNode, TemplateNode> change) => new(_root, Resources.ToDictionary(resource => resource.Key, resource => change(resource.Value)));

    private static Dictionary<string, TemplateNode> ById(TemplateNode resources)
    {
        var byId = new Dictionary<string, TemplateNode>();
        foreach (var (name, node) in resources.Children())
            if (!byId.TryAdd(name, new TemplateNode(node, name)))
                throw new TemplateException($"the resource '{name}' is there a second time.");
        return byId;
    }

    /// <summary>Whether a text occurs anywhere in it.</summary>
    internal bool Mentions(string text) => _root.Json.Contains(JsonEncodedText.Encode(text).ToString(), StringComparison.Ordinal);

    internal static string? TypeOf(TemplateNode resource) => resource.Kind == JsonValueKind.Object ? resource.Child("Type")?.Value : null;
}
