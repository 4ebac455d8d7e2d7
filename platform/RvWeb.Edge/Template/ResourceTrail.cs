using System.Text.Json;
using System.Text.RegularExpressions;
using RvWeb.CloudFormation;

namespace RvWeb.Edge.Template;

/// <summary>Follows a value to the resources that it is made of, over exports into other stacks of the same cdk.out too.</summary>
internal sealed partial class ResourceTrail(CloudFormationTemplate home, IReadOnlyList<CloudFormationTemplate> all)
{
    /// <summary>Enough for any real stack, and an end for exports that import each other.</summary>
    private const int Longest = 16;

    /// <summary>The resources that a value names, and the functions behind function URLs, aliases and versions; nearest first.</summary>
    public IReadOnlyList<FoundResource> Behind(TemplateNode value)
    {
        var found = new List<FoundResource>();
        var next = Named(home, value, 0).ToList();
        while (next.Count > 0 && found.Count < Longest)
        {
            found.AddRange(next);
            next = [.. next.SelectMany(Further).Where(resource => found.All(earlier => earlier.LogicalId != resource.LogicalId))];
        }

        return [.. found.DistinctBy(resource => resource.LogicalId)];
    }

    private IEnumerable<FoundResource> Further(FoundResource resource)
    {
        var behind = resource.Type switch
        {
            "AWS::Lambda::Url" => resource.Property("TargetFunctionArn"),
            "AWS::Lambda::Alias" or "AWS::Lambda::Version" => resource.Property("FunctionName"),
            _ => null,
        };
        return behind is null ? [] : Named(resource.Template, behind, 0);
    }

    private IEnumerable<FoundResource> Named(CloudFormationTemplate template, TemplateNode node, int depth)
    {
        if (depth > Longest)
            return [];
        if (node.Kind == JsonValueKind.Array)
            return node.Elements().SelectMany(element => Named(template, element, depth + 1));
        return node.Children().SelectMany(child => child.Name switch
        {
            "Ref" or "Fn::GetAtt" => Resource(template, node.ReferencedResource()),
            "Fn::Sub" => Substituted(template, child.Node, depth),
            "Fn::ImportValue" => Imported(child.Node, depth),
            _ => Named(template, child.Node, depth + 1),
        });
    }

    private IEnumerable<FoundResource> Substituted(CloudFormationTemplate template, TemplateNode argument, int depth)
    {
        var text = argument.Kind != JsonValueKind.Array ? argument.Value : argument.Elements() is [var first, ..] ? first.Value : null;
        return Variable().Matches(text ?? "").SelectMany(match => Resource(template, match.Groups[1].Value))
            .Concat(Named(template, argument, depth + 1));
    }

    private IEnumerable<FoundResource> Imported(TemplateNode name, int depth) =>
        from template in all
        from output in template.Section("Outputs")?.Children() ?? []
        where output.Node.Child("Export")?.Child("Name")?.Json == name.Json
        from resource in output.Node.Child("Value") is { } value ? Named(template, value, depth + 1) : []
        select resource;

    private static IEnumerable<FoundResource> Resource(CloudFormationTemplate template, string? logicalId) =>
        logicalId is null ? []
        : template.Resource(logicalId) is { } node ? [new FoundResource(template, logicalId, node)]
        : FunctionOfSam(template, logicalId);

    // SAM makes the URL of function X a resource named XUrl, which a template before its transform does not have.
    private static IEnumerable<FoundResource> FunctionOfSam(CloudFormationTemplate template, string urlId) =>
        urlId.EndsWith("Url", StringComparison.Ordinal) && template.Resource(urlId[..^3]) is { } function && function.Text("Type") == "AWS::Serverless::Function"
            ? [new FoundResource(template, urlId[..^3], function)]
            : [];

    [GeneratedRegex(@"\$\{([A-Za-z0-9]+)")]
    private static partial Regex Variable();
}
