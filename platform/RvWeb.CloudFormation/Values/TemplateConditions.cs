namespace RvWeb.CloudFormation.Values;

/// <summary>The template's Conditions and the functions they are made of.</summary>
internal sealed class TemplateConditions(CloudFormationTemplate template, TemplateValues values, EvaluationPath path)
{
    public bool IsTrue(string name, TemplateNode from)
    {
        var condition = template.Section("Conditions")?.Children().FirstOrDefault(condition => condition.Name == name).Node
            ?? throw new TemplateException($"{from.Path} names the condition '{name}', which is not in Conditions.");
        return path.Within(condition.Path, () => Holds(condition));
    }

    private bool Holds(TemplateNode node) => TemplateValues.FunctionOf(node) switch
    {
        ("Condition", var name) => IsTrue(name.Value ?? throw Malformed(node), node),
        ("Fn::Equals", var sides) => sides.Elements() is [var left, var right] ? values.Text(left) == values.Text(right) : throw Malformed(node),
        ("Fn::Not", var inner) => inner.Elements() is [var only] ? !Holds(only) : throw Malformed(node),
        ("Fn::And", var all) => Several(node, all).All(Holds),
        ("Fn::Or", var any) => Several(node, any).Any(Holds),
        _ => values.Text(node) switch
        {
            "true" or "True" => true,
            "false" or "False" => false,
            _ => throw Malformed(node),
        },
    };

    private static IReadOnlyList<TemplateNode> Several(TemplateNode node, TemplateNode conditions) =>
        conditions.Elements() is { Count: > 1 } several ? several : throw Malformed(node);

    private static TemplateException Malformed(TemplateNode node) => new(
        $"{node.Path} is {node.Json}: a condition is made of Fn::Equals and Fn::Not (one of each side), Fn::And and Fn::Or (two or more), and Condition.");
}
