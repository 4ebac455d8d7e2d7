using System.Text.Json;

namespace RvWeb.CloudFormation.Values;

/// <summary>
/// A template in which all that can be known before the deployment stands as plain values: parameters, conditions, mappings and what
/// is made of them. What names a resource is left as it is written, for those who follow it.
/// </summary>
public sealed class SettledTemplate
{
    private readonly TemplateValues _values;
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    /// <summary>Settles the resources of some types; the others are left alone.</summary>
    /// <param name="template">The template.</param>
    /// <param name="typePrefix">What the types begin with, such as <c>AWS::CloudFront::</c>.</param>
    /// <param name="parameters">Values by parameter; the others have their defaults.</param>
    /// <param name="pseudo">The pseudo parameters.</param>
    /// <exception cref="TemplateException">A parameter is not the template's, or its value not allowed.</exception>
    public SettledTemplate(CloudFormationTemplate template, string typePrefix, IReadOnlyDictionary<string, string> parameters, PseudoParameters pseudo)
    {
        ArgumentNullException.ThrowIfNull(template);
        _values = new TemplateValues(template, parameters, pseudo, (id, _) => throw new UnresolvedValueException(template.Resource(id)!, "it is a resource"));
        Template = template.With(resource => CloudFormationTemplate.TypeOf(resource)?.StartsWith(typePrefix, StringComparison.Ordinal) == true ? Settled(resource) : resource);
    }

    /// <summary>The template with plain values wherever they are known.</summary>
    public CloudFormationTemplate Template { get; }

    /// <summary>Why a value at or below a path is still a function; null if there is none that could not be known.</summary>
    /// <param name="path">Where in the template.</param>
    public string? WhyNot(string path) => _reasons.FirstOrDefault(reason => reason.Key.StartsWith(path, StringComparison.Ordinal)).Value;

    private TemplateNode Settled(TemplateNode resource)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
            Write(writer, resource);
        using var document = JsonDocument.Parse(json.ToArray());
        return new TemplateNode(document.RootElement, resource.Path);
    }

    private void Write(Utf8JsonWriter writer, TemplateNode node)
    {
        switch (node.Kind)
        {
            case JsonValueKind.Object when TemplateValues.FunctionOf(node) is null:
                writer.WriteStartObject();
                foreach (var (name, child) in node.Children())
                    if (Known(child) is { } known)
                    {
                        writer.WritePropertyName(name);
                        Write(writer, known);
                    }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in node.Elements())
                    if (Known(element) is { } known)
                        Write(writer, known);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteRawValue(node.Json);
                break;
        }
    }

    /// <returns>Null for <c>AWS::NoValue</c>; the function itself if it cannot be known.</returns>
    private TemplateNode? Known(TemplateNode node)
    {
        if (TemplateValues.FunctionOf(node) is null)
            return node;
        try
        {
            // A branch may hold a resource; that the condition is known is enough to choose it.
            return _values.Branch(node) is { } branch ? Known(branch) : _values.Evaluate(node);
        }
        catch (UnresolvedValueException unresolved)
        {
            _reasons[node.Path] = unresolved.Reason;
            return node;
        }
        catch (TemplateException)
        {
            // Whoever needs the value says so, by path; most values here nobody needs.
            return node;
        }
    }
}
