using RvWeb.CloudFormation;

namespace RvWeb.Edge.Template;

/// <summary>A resource and the template it is in.</summary>
internal sealed record FoundResource(CloudFormationTemplate Template, string LogicalId, TemplateNode Node)
{
    public string? Type => Node.Child("Type")?.Value;

    public TemplateNode? Property(string name) => Node.Child("Properties")?.Child(name);
}
