using System.Collections.Frozen;
using System.Text.Json;
using RvWeb.CloudFormation;
using RvWeb.Edge.ResponseHeaders;

namespace RvWeb.Edge.Policies;

/// <summary>AWS's managed policies by id, from the embedded data file.</summary>
internal static class ManagedPolicies
{
    private const string File = "managed-policies.json";

    public static FrozenDictionary<string, CachePolicy> Cache { get; } = Read("CachePolicies", PolicyReader.CachePolicy);

    public static FrozenDictionary<string, OriginRequestPolicy> OriginRequest { get; } =
        Read("OriginRequestPolicies", PolicyReader.OriginRequestPolicy);

    public static FrozenDictionary<string, ResponseHeadersPolicy> ResponseHeaders { get; } =
        Read("ResponseHeadersPolicies", ResponseHeadersPolicyReader.Managed);

    private static FrozenDictionary<string, T> Read<T>(string section, Func<TemplateNode, T> read)
    {
        using var stream = typeof(ManagedPolicies).Assembly.GetManifestResourceStream(File)!;
        using var document = JsonDocument.Parse(stream);
        return new TemplateNode(document.RootElement, File).Items(section)
            .ToFrozenDictionary(item => item.RequiredText("Id"), item => read(item.Child("Config")!));
    }
}
