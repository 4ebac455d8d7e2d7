namespace RvWeb.CloudFormation.Values;

/// <summary>The template's parameters: given values, else defaults.</summary>
internal sealed class TemplateParameters
{
    private const string FromParameterStore = "AWS::SSM::Parameter::Value";

    private readonly Dictionary<string, TemplateNode> _declared;
    private readonly IReadOnlyDictionary<string, string> _given;

    public TemplateParameters(CloudFormationTemplate template, IReadOnlyDictionary<string, string> given)
    {
        _declared = (template.Section("Parameters")?.Children() ?? []).ToDictionary(parameter => parameter.Name, parameter => parameter.Node);
        _given = given;
        foreach (var (name, value) in given)
            Check(name, value);
    }

    /// <returns>Null if there is no parameter of that name.</returns>
    public TemplateNode? Find(string name, TemplateNode from)
    {
        if (!_declared.TryGetValue(name, out var parameter))
            return null;
        var type = parameter.Text("Type") ?? "String";
        if (!_given.ContainsKey(name) && type.StartsWith(FromParameterStore, StringComparison.Ordinal))
            throw new UnresolvedValueException(from, $"the parameter {name} is taken from the Parameter Store; give --parameter {name}=VALUE");
        var value = _given.GetValueOrDefault(name) ?? parameter.Text("Default")
            ?? throw new UnresolvedValueException(from, $"the parameter {name} has no Default; give --parameter {name}=VALUE");
        return type.Contains("List<", StringComparison.Ordinal) || type == "CommaDelimitedList"
            ? TemplateNode.Of(value.Length == 0 ? [] : value.Split(',', StringSplitOptions.TrimEntries), from.Path)
            : TemplateNode.Of(value, from.Path);
    }

    private void Check(string name, string value)
    {
        if (!_declared.TryGetValue(name, out var parameter))
            throw new TemplateException(_declared.Count == 0
                ? $"--parameter {name}: the template has no parameters; leave it out."
                : $"--parameter {name}: the template has no such parameter; it has {string.Join(", ", _declared.Keys)}.");
        if (parameter.Texts("AllowedValues") is { Count: > 0 } allowed && !allowed.Contains(value))
            throw new TemplateException($"--parameter {name}={value}: use one of {string.Join(", ", allowed)}.");
    }
}
