using System.Text.Json.Nodes;

namespace RvWeb.Tests.Deploy.Stack;

/// <summary>A template, to look things up in.</summary>
internal sealed record TemplateJson(JsonObject Json)
{
    public JsonObject Distribution => Only("AWS::CloudFront::Distribution")["DistributionConfig"]!.AsObject();

    public JsonObject Behavior => Distribution["DefaultCacheBehavior"]!.AsObject();

    public JsonObject Origin => Assert.Single(Distribution["Origins"]!.AsArray())!.AsObject();

    /// <summary>Of the app's function.</summary>
    public JsonObject Function => Resource("WebFunction");

    public IEnumerable<string> Ids => Json["Resources"]!.AsObject().Select(resource => resource.Key);

    public IEnumerable<string> Types => Json["Resources"]!.AsObject().Select(resource => (string)resource.Value!["Type"]!).Distinct().Order();

    /// <summary>The properties of a resource.</summary>
    public JsonObject Resource(string id) => Json["Resources"]![id]!["Properties"]!.AsObject();

    /// <summary>The properties of each resource of a type.</summary>
    public IReadOnlyList<JsonObject> All(string type) =>
    [
        .. Json["Resources"]!.AsObject()
            .Where(resource => (string?)resource.Value!["Type"] == type)
            .Select(resource => resource.Value!["Properties"]!.AsObject()),
    ];

    public JsonObject Only(string type) => Assert.Single(All(type));
}
