using YamlDotNet.RepresentationModel;

namespace RvWeb.Tests.Shipping;

/// <summary>A YAML file of this repository, and what stands in it by path.</summary>
internal static class Yaml
{
    public static YamlMappingNode Load(params string[] path)
    {
        using var reader = File.OpenText(Path.Combine([RvWeb.Deploy.Solution.Here().Root, .. path]));
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    /// <summary>The node at the end of the keys, or null.</summary>
    public static YamlNode? At(this YamlNode node, params string[] keys)
    {
        var found = (YamlNode?)node;
        foreach (var key in keys)
            found = (found as YamlMappingNode)?.Children.FirstOrDefault(child => ((YamlScalarNode)child.Key).Value == key).Value;
        return found;
    }

    public static string? Text(this YamlNode? node) => (node as YamlScalarNode)?.Value;

    public static IReadOnlyList<string> Texts(this YamlNode? node) =>
        node is YamlSequenceNode items ? [.. items.Select(item => item.Text() ?? "")] : [];

    public static IEnumerable<(string Key, YamlNode Value)> Entries(this YamlNode? node) =>
        node is YamlMappingNode map ? map.Children.Select(child => (((YamlScalarNode)child.Key).Value!, child.Value)) : [];

    public static IEnumerable<YamlNode> Items(this YamlNode? node) => node as YamlSequenceNode ?? Enumerable.Empty<YamlNode>();
}
