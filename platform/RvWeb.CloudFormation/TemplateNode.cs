using System.Text.Json;

namespace RvWeb.CloudFormation;

/// <summary>An object or value inside a template, which knows where it stands so that messages can name it.</summary>
public sealed class TemplateNode
{
    private readonly JsonElement _element;

    public TemplateNode(JsonElement element, string path)
    {
        // Documents are pooled memory that their reader disposes; a node may outlive it.
        _element = element.Clone();
        Path = path;
    }

    public TemplateNode(TemplateNode node, string path)
        : this(node._element, path)
    {
    }

    public string Path { get; }

    public string Json => JsonSerializer.Serialize(_element, TemplateJson.Default.JsonElement);

    public JsonValueKind Kind => _element.ValueKind;

    public string? Value => _element.ValueKind switch
    {
        JsonValueKind.String => _element.GetString(),
        JsonValueKind.Number => _element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    public TemplateNode? Child(string name)
    {
        if (_element.ValueKind != JsonValueKind.Object)
            throw new TemplateException($"{Path} is {Json}: an object is needed there.");
        return _element.TryGetProperty(name, out var child) && child.ValueKind != JsonValueKind.Null
            ? new TemplateNode(child, $"{Path}.{name}")
            : null;
    }

    public IEnumerable<(string Name, TemplateNode Node)> Children() => _element.ValueKind == JsonValueKind.Object
        ? _element.EnumerateObject().Select(property => (property.Name, new TemplateNode(property.Value, $"{Path}.{property.Name}")))
        : [];

    public IReadOnlyList<TemplateNode> Elements() => _element.ValueKind == JsonValueKind.Array
        ? [.. _element.EnumerateArray().Select((item, index) => new TemplateNode(item, $"{Path}[{index}]"))]
        : throw new TemplateException($"{Path} is {Json}: a list is needed there.");

    /// <summary>A text that was computed, in the place of what it was computed from.</summary>
    internal static TemplateNode Of(string text, string path) => new(JsonSerializer.SerializeToElement(text, TemplateJson.Default.String), path);

    /// <summary>The same for a list of texts.</summary>
    internal static TemplateNode Of(string[] texts, string path) => new(JsonSerializer.SerializeToElement(texts, TemplateJson.Default.StringArray), path);

    public IReadOnlyList<TemplateNode> Items(string name) => Child(name)?.Elements() ?? [];

    /// <summary>The text of a child; null if it is absent, an error if it is no plain value.</summary>
    public string? Text(string name) => Child(name) is not { } child ? null : child.Value ?? throw NotPlain(child);

    public string RequiredText(string name) =>
        Text(name) ?? throw new TemplateException($"{Path}.{name} is missing.");

    public IReadOnlyList<string> Texts(string name) =>
        [.. Items(name).Select(item => item.Value ?? throw NotPlain(item))];

    public bool Flag(string name) => Text(name) is "true" or "True";

    public long? Seconds(string name) => Text(name) is not { } text ? null
        : double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 3_153_600_000
            ? (long)seconds
            : throw new TemplateException($"{Path}.{name} is '{text}': a number from 0 to 3153600000 is needed there.");

    /// <summary>The logical id behind <c>{"Ref": X}</c> or <c>{"Fn::GetAtt": [X, …]}</c>; else null.</summary>
    public string? ReferencedResource()
    {
        if (_element.ValueKind != JsonValueKind.Object)
            return null;
        if (Child("Ref")?.Value is { } reference)
            return reference;
        var attribute = Child("Fn::GetAtt");
        return attribute?.Kind == JsonValueKind.Array
            ? (attribute.Elements() is [var first, ..] ? first.Value : null)
            : attribute?.Value?.Split('.')[0];
    }

    private static TemplateException NotPlain(TemplateNode node) =>
        new($"{node.Path} is {node.Json}, which cannot be resolved here: a plain value is needed.");
}
