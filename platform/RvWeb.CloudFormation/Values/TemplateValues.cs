using System.Text;
using RvWeb.CloudFormation.Secrets;

namespace RvWeb.CloudFormation.Values;

/// <summary>
/// Evaluates intrinsic functions as far as that can be done before the stack is deployed. Source:
/// docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html.
/// </summary>
public sealed class TemplateValues
{
    private const string OnlyOnAws = "it is known only on AWS";

    private readonly CloudFormationTemplate _template;
    private readonly PseudoParameters _pseudo;
    private readonly Func<string, string?, string?> _known;
    private readonly TemplateParameters _parameters;
    private readonly TemplateConditions _conditions;
    private readonly ResourceNames _names;
    private readonly SecretValues _secrets;
    private readonly EvaluationPath _path = new();

    /// <summary>Prepares the evaluation of one template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="parameters">Values by parameter; the others have their defaults.</param>
    /// <param name="pseudo">The pseudo parameters.</param>
    /// <param name="known">What Ref (attribute null) or Fn::GetAtt of a resource is, as far as the caller knows; else null.</param>
    /// <param name="secrets">What dynamic references to Secrets Manager are; null if that is not known.</param>
    /// <exception cref="TemplateException">A parameter is not the template's, or its value not allowed.</exception>
    public TemplateValues(
        CloudFormationTemplate template, IReadOnlyDictionary<string, string> parameters, PseudoParameters pseudo, Func<string, string?, string?> known,
        SecretValues? secrets = null)
    {
        _secrets = secrets ?? SecretValues.None;
        _template = template;
        _pseudo = pseudo;
        _known = known;
        _parameters = new TemplateParameters(template, parameters);
        _conditions = new TemplateConditions(template, this, _path);
        _names = new ResourceNames(this);
    }

    /// <summary>Whether a resource is made: it has no Condition, or a true one.</summary>
    /// <param name="resource">The resource.</param>
    public bool Exists(TemplateNode resource) => resource.Text("Condition") is not { } condition || _conditions.IsTrue(condition, resource);

    /// <summary>The value behind a function, or the value itself. Functions further inside are left as they are.</summary>
    /// <param name="node">The value.</param>
    /// <returns>Null for <c>AWS::NoValue</c>.</returns>
    /// <exception cref="UnresolvedValueException">It cannot be known here.</exception>
    /// <exception cref="TemplateException">The template is wrong.</exception>
    public TemplateNode? Evaluate(TemplateNode node)
    {
        var value = Assemble(node);
        return value?.Value is { } text && _secrets.Resolve(text, node) is var resolved && resolved != text
            ? TemplateNode.Of(resolved, node.Path)
            : value;
    }

    // A dynamic reference may be joined of parts, so what is in it is looked up when it is whole.
    private TemplateNode? Assemble(TemplateNode node) => FunctionOf(node) switch
    {
        null => node,
        ("Ref", var name) => Reference(node, Word(name)),
        ("Fn::GetAtt", var attribute) => Attribute(node, attribute),
        ("Fn::If", var branches) => If(node, branches),
        ("Fn::Join", var parts) => Join(node, parts),
        ("Fn::Sub", var text) => TemplateNode.Of(Substitute(node, text), node.Path),
        ("Fn::Select", var choice) => Select(node, choice),
        ("Fn::Split", var parts) => Split(node, parts),
        ("Fn::FindInMap", var keys) => FindInMap(node, keys),
        ("Fn::Base64", var plain) => TemplateNode.Of(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(plain))), node.Path),
        _ => throw new UnresolvedValueException(node, OnlyOnAws),
    };

    /// <summary>The text of a value.</summary>
    /// <param name="node">The value.</param>
    /// <exception cref="UnresolvedValueException">It cannot be known here.</exception>
    /// <exception cref="TemplateException">It is a list or an object.</exception>
    public string Text(TemplateNode node) => PlainValue(node, Evaluate(node));

    /// <summary>What an Fn::If chooses, not evaluated; null if the node is none.</summary>
    internal TemplateNode? Branch(TemplateNode node) => FunctionOf(node) is ("Fn::If", var branches) ? Branch(node, branches) : null;

    internal static (string Name, TemplateNode Argument)? FunctionOf(TemplateNode node)
    {
        var children = node.Children().Take(2).ToList();
        return children is [var (name, argument)] && (name is "Ref" or "Condition" || name.StartsWith("Fn::", StringComparison.Ordinal))
            ? (name, argument)
            : null;
    }

    private TemplateNode? Reference(TemplateNode node, string name)
    {
        if (name == "AWS::NoValue")
            return null;
        if (_pseudo.Value(name) is { } pseudo)
            return TemplateNode.Of(pseudo, node.Path);
        if (name.StartsWith("AWS::", StringComparison.Ordinal))
            throw new UnresolvedValueException(node, OnlyOnAws);
        return _parameters.Find(name, node) ?? TemplateNode.Of(OfResource(node, name, null), node.Path);
    }

    private TemplateNode Attribute(TemplateNode node, TemplateNode attribute)
    {
        var parts = attribute.Value is { } text ? text.Split('.', 2) : [.. attribute.Elements().Select(Text)];
        return parts is [var resource, var name]
            ? TemplateNode.Of(OfResource(node, resource, name), node.Path)
            : throw Malformed(node, "a resource and an attribute are needed");
    }

    private string OfResource(TemplateNode node, string logicalId, string? attribute)
    {
        if (_template.Resource(logicalId) is not { } resource)
            throw new TemplateException($"{node.Path} refers to '{logicalId}', which is no resource{(attribute is null ? " or parameter" : "")} of this template.");
        return _path.Within(logicalId, () => _known(logicalId, attribute) ?? (attribute is null ? _names.Of(resource) ?? SecretValues.Placeholder(logicalId, resource) : null))
            ?? throw new UnresolvedValueException(node, $"{logicalId} ({resource.Text("Type")}) gets it when it is deployed");
    }

    private TemplateNode? If(TemplateNode node, TemplateNode branches) => Assemble(Branch(node, branches));

    private TemplateNode Branch(TemplateNode node, TemplateNode branches) => branches.Elements() is [var condition, var then, var otherwise]
        ? _conditions.IsTrue(Word(condition), node) ? then : otherwise
        : throw Malformed(node, "a condition and two values are needed");

    private TemplateNode Join(TemplateNode node, TemplateNode parts) => parts.Elements() is [var delimiter, var list]
        ? TemplateNode.Of(string.Join(Text(delimiter), Texts(list, Assemble)), node.Path)
        : throw Malformed(node, "a delimiter and a list are needed");

    private TemplateNode Split(TemplateNode node, TemplateNode parts) =>
        parts.Elements() is [var delimiter, var text] && Text(delimiter) is { Length: > 0 } by
            ? TemplateNode.Of(Text(text).Split(by), node.Path)
            : throw Malformed(node, "a delimiter and a text are needed");

    private TemplateNode? Select(TemplateNode node, TemplateNode choice)
    {
        if (choice.Elements() is not [var index, var list] || !int.TryParse(Text(index), out var at))
            throw Malformed(node, "an index and a list are needed");
        var elements = List(list);
        return at >= 0 && at < elements.Count
            ? Assemble(elements[at])
            : throw Malformed(node, $"the list has {elements.Count} elements, counted from 0");
    }

    private TemplateNode? FindInMap(TemplateNode node, TemplateNode keys)
    {
        if (keys.Elements() is not [var map, var first, var second, ..])
            throw Malformed(node, "a map and two keys are needed");
        var (outer, inner) = (Text(first), Text(second));
        return _template.Section("Mappings")?.Child(Text(map))?.Child(outer)?.Child(inner) is { } found
            ? Assemble(found)
            : throw Malformed(node, $"there is no Mappings.{Text(map)}.{outer}.{inner}");
    }

    private string Substitute(TemplateNode node, TemplateNode argument)
    {
        if (argument.Value is { } alone)
            return Substitution.Apply(alone, name => Variable(node, name));
        if (argument.Elements() is not [var text, var variables] || text.Value is not { } template)
            throw Malformed(node, "a text, or a text and variables, are needed");
        var own = variables.Children().ToDictionary(variable => variable.Name, variable => variable.Node);
        return Substitution.Apply(template, name => own.TryGetValue(name, out var value) ? PlainValue(value, Assemble(value)) : Variable(node, name));
    }

    private string Variable(TemplateNode node, string name) => name.Split('.', 2) is [var resource, var attribute]
        ? OfResource(node, resource, attribute)
        : Reference(node, name)?.Value ?? throw Malformed(node, $"{name} is no plain value");

    private IReadOnlyList<TemplateNode> List(TemplateNode node) => Evaluate(node)?.Elements() ?? [];

    // Elements that are AWS::NoValue are not there.
    internal IEnumerable<string> Texts(TemplateNode list) => Texts(list, Evaluate);

    private IEnumerable<string> Texts(TemplateNode list, Func<TemplateNode, TemplateNode?> evaluate) =>
        List(list).Select(evaluate).OfType<TemplateNode>().Select(element => element.Value ?? throw Malformed(element, "a plain value is needed"));

    private static string PlainValue(TemplateNode node, TemplateNode? value) =>
        value?.Value ?? throw new TemplateException($"{node.Path} is {node.Json}: a plain value is needed there.");

    private static string Word(TemplateNode node) => node.Value ?? throw Malformed(node, "a name is needed");

    private static TemplateException Malformed(TemplateNode node, string needed) => new($"{node.Path} is {node.Json}: {needed}.");
}
