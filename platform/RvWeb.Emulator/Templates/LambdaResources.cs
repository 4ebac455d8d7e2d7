using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Values;

namespace RvWeb.Emulator.Templates;

/// <summary>The resources of one stack that exist: those without a condition and those whose condition is true.</summary>
internal sealed class LambdaResources(CloudFormationTemplate template, TemplateValues values, List<string> notes)
{
    public IEnumerable<LambdaResource> OfType(string type)
    {
        foreach (var (id, resource) in template.OfType(type))
            if (Exists(resource))
                yield return new LambdaResource(id, new EvaluatedNode(resource.Child("Properties") ?? throw new TemplateException($"{id}.Properties is missing."), values), resource);
    }

    private bool Exists(TemplateNode resource)
    {
        try
        {
            return values.Exists(resource);
        }
        catch (UnresolvedValueException unresolved)
        {
            notes.Add($"not resolved: {unresolved.Message}; {resource.Path}, whose Condition it decides, is left out");
            return false;
        }
    }
}
