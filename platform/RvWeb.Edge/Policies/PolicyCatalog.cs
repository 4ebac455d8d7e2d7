using RvWeb.CloudFormation;

namespace RvWeb.Edge.Policies;

/// <summary>Finds the policy a behavior names: a managed one by its id, or a resource of the same template.</summary>
internal sealed class PolicyCatalog(CloudFormationTemplate template)
{
    public CachePolicy Cache(TemplateNode behavior)
    {
        if (behavior.Child("ForwardedValues") is { } legacy)
            throw new TemplateException($"{legacy.Path} is not emulated: give the behavior a CachePolicyId instead.");
        if (behavior.Child("CachePolicyId") is not { } id)
            throw new TemplateException($"{behavior.Path}.CachePolicyId is missing: every behavior needs a cache policy.");
        return Find(id, ManagedPolicies.Cache, "AWS::CloudFront::CachePolicy", "CachePolicyConfig", PolicyReader.CachePolicy);
    }

    public OriginRequestPolicy OriginRequest(TemplateNode behavior) =>
        behavior.Child("OriginRequestPolicyId") is not { } id
            ? OriginRequestPolicy.Nothing
            : Find(id, ManagedPolicies.OriginRequest, "AWS::CloudFront::OriginRequestPolicy", "OriginRequestPolicyConfig",
                PolicyReader.OriginRequestPolicy);

    private T Find<T>(
        TemplateNode id, IReadOnlyDictionary<string, T> managed, string type, string config, Func<TemplateNode, T> read)
    {
        if (template.Literal(id) is { } literal)
            return managed.TryGetValue(literal, out var policy)
                ? policy
                : throw new TemplateException($"{id.Path} is '{literal}', which is no managed policy known here: use one of {Known(managed)}, or a Ref.");
        if (id.ReferencedResource() is not { } logicalId)
            throw new TemplateException($"{id.Path} is {id.Json}, which cannot be resolved: use a managed policy's id, or a Ref to a policy of this template.");
        if (template.Resource(logicalId) is not { } resource || resource.Text("Type") != type)
            throw new TemplateException($"{id.Path} refers to '{logicalId}', which is no {type} of this template.");
        return read(resource.Child("Properties")?.Child(config)
            ?? throw new TemplateException($"{resource.Path}.Properties.{config} is missing."));
    }

    private static string Known<T>(IReadOnlyDictionary<string, T> managed) => string.Join(", ", managed.Keys.Order(StringComparer.Ordinal));
}
