using System.Globalization;
using System.Text.Json;

namespace RvWeb.CloudFormation.Values;

/// <summary>A part of a template whose functions are evaluated as they are met.</summary>
/// <param name="node">An evaluated node.</param>
/// <param name="values">What evaluates those inside.</param>
public sealed class EvaluatedNode(TemplateNode node, TemplateValues values)
{
    /// <summary>Where it stands in the template.</summary>
    public string Path => node.Path;

    /// <summary>A child, or null if it is absent or <c>AWS::NoValue</c>.</summary>
    /// <param name="name">The child's name.</param>
    /// <exception cref="UnresolvedValueException">It cannot be known here.</exception>
    public EvaluatedNode? Child(string name) => node.Child(name) is { } child && values.Evaluate(child) is { } evaluated
        ? new EvaluatedNode(evaluated, values)
        : null;

    /// <summary>The names of the children.</summary>
    public IEnumerable<string> Names => node.Kind == JsonValueKind.Object
        ? node.Children().Select(child => child.Name)
        : throw new TemplateException($"{node.Path} is {node.Json}: an object is needed there.");

    /// <summary>The text of a child; null if there is none.</summary>
    /// <param name="name">The child's name.</param>
    /// <exception cref="UnresolvedValueException">It cannot be known here.</exception>
    /// <exception cref="TemplateException">It is a list or an object.</exception>
    public string? Text(string name) => Child(name) is { } child ? child.Value : null;

    /// <summary>A whole number; null if there is none.</summary>
    /// <param name="name">The child's name.</param>
    /// <param name="minimum">The least that AWS takes.</param>
    /// <param name="maximum">The most that AWS takes.</param>
    /// <exception cref="UnresolvedValueException">It cannot be known here.</exception>
    /// <exception cref="TemplateException">It is no such number.</exception>
    public int? Number(string name, int minimum, int maximum) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw new TemplateException($"{node.Path}.{name} is '{text}': a whole number from {minimum} to {maximum} is needed there.");

    /// <summary>One of the texts that AWS takes; null if there is none.</summary>
    /// <param name="name">The child's name.</param>
    /// <param name="allowed">The texts.</param>
    /// <exception cref="UnresolvedValueException">It cannot be known here.</exception>
    /// <exception cref="TemplateException">It is another.</exception>
    public string? OneOf(string name, IReadOnlyList<string> allowed) => Text(name) is { } text && !allowed.Contains(text)
        ? throw new TemplateException($"{node.Path}.{name} is '{text}': use one of {string.Join(", ", allowed)}.")
        : Text(name);

    /// <summary>True or false; false if there is none.</summary>
    /// <param name="name">The child's name.</param>
    /// <exception cref="UnresolvedValueException">It cannot be known here.</exception>
    public bool Flag(string name) => Text(name) is "true" or "True";

    /// <summary>A list of texts; empty if there is none.</summary>
    /// <param name="name">The child's name.</param>
    /// <exception cref="UnresolvedValueException">One of them cannot be known here.</exception>
    public IReadOnlyList<string> Texts(string name) => node.Child(name) is { } list ? [.. values.Texts(list)] : [];

    private string Value => node.Value ?? throw new TemplateException($"{node.Path} is {node.Json}: a plain value is needed there.");
}
