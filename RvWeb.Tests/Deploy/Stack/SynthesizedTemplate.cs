using System.Text.Json.Nodes;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;
using RvWeb.Deploy.Template;

namespace RvWeb.Tests.Deploy.Stack;

/// <summary>The stack's template, synthesized once per run: it takes seconds, because CDK starts a Node process.</summary>
public sealed class SynthesizedTemplate
{
    private readonly Lazy<string> _template = new(() => StackTemplate.Synthesize(Solution.Here()));

    internal string Text
    {
        get
        {
            SkipWithoutNode();
            return _template.Value;
        }
    }

    internal JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The properties of each resource of a type.</summary>
    internal IReadOnlyList<JsonObject> Resources(string type) =>
    [
        .. Json["Resources"]!.AsObject()
            .Where(resource => (string?)resource.Value!["Type"] == type)
            .Select(resource => resource.Value!["Properties"]!.AsObject()),
    ];

    internal static void SkipWithoutNode() =>
        Assert.SkipUnless(Tool.IsInstalled(new Tool("node", "nodejs")), "CDK needs Node, and there is no node on the PATH.");

    internal JsonObject Only(string type) => Assert.Single(Resources(type));
}
