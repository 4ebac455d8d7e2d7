namespace RvWeb.CloudFormation.Values;

/// <summary>What is being evaluated for what: a template may define things in a circle.</summary>
internal sealed class EvaluationPath
{
    // A chain that long is nobody's template, and each link takes stack.
    private const int Longest = 200;

    private readonly List<string> _names = [];

    public T Within<T>(string name, Func<T> evaluate)
    {
        var circle = _names.IndexOf(name);
        if (circle >= 0)
            throw new TemplateException($"{name} is defined by itself: {string.Join(" → ", _names.Skip(circle).Append(name))}.");
        if (_names.Count == Longest)
            throw new TemplateException($"{name} is defined by way of more than {Longest} others, beginning with {_names[0]}.");
        _names.Add(name);
        try
        {
            return evaluate();
        }
        finally
        {
            _names.RemoveAt(_names.Count - 1);
        }
    }
}
