using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using RvWeb.CloudFormation;

namespace RvWeb.Edge.Template;

/// <summary>Finds what a distribution asks for and this edge does not do; what it does is data, emulated-properties.json.</summary>
internal static partial class PropertyReport
{
    private static readonly TemplateNode Table = ReadTable();
    private static readonly FrozenSet<string> Opened = Table.Texts("Opened").ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Settled =
        Table.Texts("Emulated").Concat(Table.Texts("WithoutLocalEffect")).ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<string> NotEmulated(TemplateNode config) =>
        Walk(config, config.Path.Length + 1).Select(node => node.Value is { } value ? $"{node.Path} ({value})" : node.Path);

    private static IEnumerable<TemplateNode> Walk(TemplateNode node, int prefix)
    {
        var children = node.Kind == JsonValueKind.Array ? node.Elements() : [.. node.Children().Select(child => child.Node)];
        foreach (var child in children)
        {
            var path = Index().Replace(child.Path[prefix..], "[]");
            if (Settled.Contains(path) || IsEmpty(child) || Table.Child("WithoutEffectIf")?.Text(path) is { } neutral && child.Value == neutral)
                continue;
            if (!Opened.Contains(path))
                yield return child;
            else
                foreach (var inner in Walk(child, prefix))
                    yield return inner;
        }
    }

    private static bool IsEmpty(TemplateNode node) => node.Kind switch
    {
        JsonValueKind.Array => node.Elements().Count == 0,
        JsonValueKind.Object => !node.Children().Any(),
        JsonValueKind.Null => true,
        _ => node.Value is "" or "false",
    };

    private static TemplateNode ReadTable()
    {
        using var stream = typeof(PropertyReport).Assembly.GetManifestResourceStream("emulated-properties.json")!;
        using var document = JsonDocument.Parse(stream);
        return new TemplateNode(document.RootElement, "emulated-properties.json");
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
