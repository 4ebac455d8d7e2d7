using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Values;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Templates;

/// <summary>What Ref and Fn::GetAtt of Lambda's own resources are here. Source: their return values in the CloudFormation reference.</summary>
internal sealed class LambdaReferences(CloudFormationTemplate template, string region)
{
    /// <summary>Set once; the values ask for references, and references for values.</summary>
    public TemplateValues? Values { get; set; }

    public string? Find(string logicalId, string? attribute)
    {
        var resource = template.Resource(logicalId)!;
        return (resource.Text("Type"), attribute) switch
        {
            ("AWS::Lambda::Function", null) => Name(logicalId, resource),
            ("AWS::Lambda::Function", "Arn") => FunctionArn.For(region, Name(logicalId, resource)),
            ("AWS::Lambda::Url", null or "FunctionArn") => Property(resource, "TargetFunctionArn"),
            ("AWS::Lambda::Alias", null or "AliasArn") => $"{FunctionArn.For(region, FunctionArn.NameOf(Property(resource, "FunctionName")))}:{Property(resource, "Name")}",
            _ => null,
        };
    }

    /// <summary>Its FunctionName, or the logical id: AWS would make a name from that.</summary>
    private string Name(string logicalId, TemplateNode resource)
    {
        if (resource.Child("Properties")?.Child("FunctionName") is not { } name)
            return logicalId;
        try
        {
            return Values!.Evaluate(name)?.Value ?? logicalId;
        }
        catch (UnresolvedValueException)
        {
            // The reader of the function says so.
            return logicalId;
        }
    }

    private string Property(TemplateNode resource, string name) =>
        Values!.Text(resource.Child("Properties")?.Child(name) ?? throw new TemplateException($"{resource.Path}.Properties.{name} is missing."));
}
