using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RvWeb.CloudFormation.Yaml;

/// <summary>What a tag or a plain word of YAML means in a template.</summary>
internal static partial class ShortForm
{
    private const string YamlsOwn = "tag:yaml.org,2002:";

    // Source: docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html.
    private static readonly FrozenSet<string> Functions = FrozenSet.Create(StringComparer.Ordinal,
        "And", "Base64", "Cidr", "Equals", "FindInMap", "ForEach", "GetAtt", "GetAZs", "GetStackOutput", "If", "ImportValue", "Join",
        "Length", "Not", "Or", "Select", "Split", "Sub", "ToJsonString", "Transform");

    /// <returns>The function's full name, or null if the node is a plain value.</returns>
    public static string? Of(NodeEvent node)
    {
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific || node.Tag.Value.StartsWith(YamlsOwn, StringComparison.Ordinal))
            return null;
        var name = node.Tag.Value[1..];
        if (name is "Ref" or "Condition")
            return name;
        return Functions.Contains(name)
            ? $"Fn::{name}"
            : throw YamlTemplate.Problem(node.Start, $"CloudFormation has no function {node.Tag.Value}");
    }

    public static void WriteScalar(Utf8JsonWriter json, Scalar scalar)
    {
        if (scalar.Style != ScalarStyle.Plain || (!scalar.Tag.IsEmpty && scalar.Tag.Value == YamlsOwn + "str"))
            json.WriteStringValue(scalar.Value);
        else if (scalar.Value is "" or "~" or "null" or "Null" or "NULL")
            json.WriteNullValue();
        else if (scalar.Value is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
            json.WriteBooleanValue(scalar.Value[0] is 't' or 'T');
        else if (Number().IsMatch(scalar.Value))
            json.WriteRawValue(scalar.Value);
        else
            json.WriteStringValue(scalar.Value);
    }

    // An account id with a leading zero, or a version such as 2012-10-17, is no number.
    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,15})?$")]
    private static partial Regex Number();
}
