using System.Text.RegularExpressions;

namespace RvWeb.CloudFormation.Values;

/// <summary>The text of Fn::Sub: <c>${Name}</c>, <c>${Resource.Attribute}</c>, and <c>${!Literal}</c> for a literal <c>${Literal}</c>.</summary>
internal static partial class Substitution
{
    public static string Apply(string text, Func<string, string> valueOf) =>
        Variable().Replace(text, match => match.Groups[1].Value is ['!', .. var literal] ? $"${{{literal}}}" : valueOf(match.Groups[1].Value.Trim()));

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Variable();
}
