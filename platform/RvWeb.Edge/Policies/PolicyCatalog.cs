using RvWeb.CloudFormation;
using RvWeb.Edge.ResponseHeaders;

namespace RvWeb.Edge.Policies;

/// <summary>Finds the policy a behavior names: a managed one by its id, or a resource of the same template.</summary>
internal sealed class PolicyCatalog(CloudFormationTemplate template)
{
    public CachePolicy Cache(TemplateNode behavior)
    {
        var (policy, values) = (behavior.Child("CachePolicyId"), behavior.Child("ForwardedValues"));
        if (policy is not null && values is not null)
            throw new TemplateException($"{behavior.Path} has CachePolicyId and ForwardedValues: AWS takes one of them.");
        if (values is not null)
            return LegacyForwarding.CachePolicy(behavior, values);
        return policy is null
            ? throw new TemplateException($"{behavior.Path}.CachePolicyId is missing: every behavior needs a cache policy, or ForwardedValues.")
            : Find(policy, ManagedPolicies.Cache, "AWS::CloudFront::CachePolicy", "CachePolicyConfig", PolicyReader.CachePolicy, found => found.Name);
    }

    public OriginRequestPolicy OriginRequest(TemplateNode behavior)
    {
        if (behavior.Child("ForwardedValues") is { } values)
            return behavior.Child("OriginRequestPolicyId") is { } both
                ? throw new TemplateException($"{both.Path} needs a CachePolicyId; it does not go with ForwardedValues.")
                : LegacyForwarding.OriginRequestPolicy(values);
        return behavior.Child("OriginRequestPolicyId") is not { } id
            ? OriginRequestPolicy.Nothing
            : Find(id, ManagedPolicies.OriginRequest, "AWS::CloudFront::OriginRequestPolicy", "OriginRequestPolicyConfig",
                PolicyReader.OriginRequestPolicy, found => found.Name);
    }

    public ResponseHeadersPolicy? ResponseHeaders(TemplateNode behavior) =>
        behavior.Child("ResponseHeadersPolicyId") is not { } id
            ? null
            : Find(id, ManagedPolicies.ResponseHeaders, "AWS::CloudFront::ResponseHeadersPolicy", "ResponseHeadersPolicyConfig",
                new ResponseHeadersPolicyReader(template.Literal).Read, found => found.Name);

    private T Find<T>(
        TemplateNode id, IReadOnlyDictionary<string, T> managed, string type, string config, Func<TemplateNode, T> read, Func<T, string> name)
    {
        if (template.Literal(id) is { } literal)
            return managed.TryGetValue(literal, out var policy)
                ? policy
                : throw new TemplateException($"{id.Path} is '{literal}', which is no managed policy known here: use one of {Known(managed, name)}, or a Ref.");
        if (id.ReferencedResource() is not { } logicalId)
            throw new TemplateException($"{id.Path} is {id.Json}, which cannot be resolved: use a managed policy's id, or a Ref to a policy of this template.");
        if (template.Resource(logicalId) is not { } resource || resource.Text("Type") != type)
            throw new TemplateException($"{id.Path} refers to '{logicalId}', which is no {type} of this template.");
        return read(resource.Child("Properties")?.Child(config)
            ?? throw new TemplateException($"{resource.Path}.Properties.{config} is missing."));
    }

    private static string Known<T>(IReadOnlyDictionary<string, T> managed, Func<T, string> name) =>
        string.Join(", ", managed.OrderBy(policy => name(policy.Value), StringComparer.Ordinal).Select(policy => $"{policy.Key} ({name(policy.Value)})"));
}
