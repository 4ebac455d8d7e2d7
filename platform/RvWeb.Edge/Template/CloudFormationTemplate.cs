using System.Text.Json;

namespace RvWeb.Edge.Template;

/// <summary>A CloudFormation template in JSON.</summary>
internal sealed class CloudFormationTemplate(TemplateNode root)
{
    public const string DistributionType = "AWS::CloudFront::Distribution";

    /// <summary>The distributions by logical id.</summary>
    public IReadOnlyDictionary<string, TemplateNode> Distributions => root.Child("Resources")!.Children()
        .Where(resource => resource.Node.Child("Type")?.Value == DistributionType)
        .ToDictionary(resource => resource.Name, resource => resource.Node);

    public static CloudFormationTemplate Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = new TemplateNode(document.RootElement, "Template");
            return root.Kind == JsonValueKind.Object && root.Child("Resources") is { Kind: JsonValueKind.Object }
                ? new CloudFormationTemplate(root)
                : throw new TemplateException("it has no Resources, so it is no CloudFormation template.");
        }
        catch (JsonException malformed)
        {
            throw new TemplateException(
                $"it is not JSON (line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}): give a template in JSON, as cdk synth writes into cdk.out.");
        }
    }

    public TemplateNode? Resource(string logicalId) => root.Child("Resources")!.Children()
        .Where(resource => resource.Name == logicalId)
        .Select(resource => new TemplateNode(resource.Node, logicalId))
        .FirstOrDefault();

    /// <summary>A plain value, or a Ref to a parameter with a default; null for every other intrinsic.</summary>
    public string? Literal(TemplateNode node) => node.Value
        ?? (node.ReferencedResource() is { } name
            ? root.Child("Parameters")?.Child(name)?.Child("Default")?.Value
            : null);
}
