using System.Text.Json;
using System.Text.RegularExpressions;
using RvWeb.CloudFormation.Values;

namespace RvWeb.CloudFormation.Secrets;

/// <summary>
/// Values in the place of those that Secrets Manager holds, for dynamic references such as <c>{{resolve:secretsmanager:NAME:SecretString}}</c>.
/// Source: docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html.
/// </summary>
/// <param name="given">By the logical id of a secret that the template makes, or by the name or ARN of another.</param>
public sealed partial class SecretValues(IReadOnlyDictionary<string, string> given)
{
    private const string Type = "AWS::SecretsManager::Secret";

    // Ref of a secret that is not made yet; no template has this character.
    private const char Mark = '\u0001';

    /// <summary>Nothing is known.</summary>
    public static SecretValues None { get; } = new(new Dictionary<string, string>());

    /// <summary>Refuses values of secrets that the templates do not have.</summary>
    /// <param name="templates">All that are read.</param>
    /// <exception cref="TemplateException">There is one.</exception>
    public void RequireUse(IReadOnlyList<CloudFormationTemplate> templates)
    {
        var made = templates.SelectMany(template => template.OfType(Type).Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var name in given.Keys.Where(name => !made.Contains(name) && !templates.Any(template => template.Mentions(name))))
            throw new TemplateException(made.Count == 0
                ? $"--secret {name}: the template refers to no such secret; leave it out."
                : $"--secret {name}: the template refers to no such secret; it has {string.Join(", ", made)}.");
    }

    /// <summary>What stands for the secret's ARN until the reference that it is part of is whole; null if the resource is none.</summary>
    internal static string? Placeholder(string logicalId, TemplateNode resource) =>
        CloudFormationTemplate.TypeOf(resource) == Type ? $"{Mark}{logicalId}{Mark}" : null;

    /// <summary>Puts values in the place of references.</summary>
    /// <exception cref="UnresolvedValueException">There is one whose value is not known, or a secret's ARN stands alone.</exception>
    internal string Resolve(string text, TemplateNode node)
    {
        if (text.Contains("{{resolve:", StringComparison.Ordinal))
            text = Reference().Replace(text, match => ValueOf(match.Groups["service"].Value, match.Groups["rest"].Value, node));
        return text.Contains(Mark, StringComparison.Ordinal)
            ? throw new UnresolvedValueException(node, $"{text.Split(Mark)[1]} ({Type}) gets it when it is deployed")
            : text;
    }

    private string ValueOf(string service, string rest, TemplateNode node)
    {
        if (service != "secretsmanager")
            throw new UnresolvedValueException(node, "a dynamic reference is looked up when the stack is deployed");
        var parts = rest.Split(':');
        // arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME has colons of its own.
        var length = parts is ["arn", _, _, _, _, _, _, ..] ? 7 : 1;
        var name = string.Join(':', parts.Take(length)).Trim(Mark);
        var key = parts.ElementAtOrDefault(length + 1);
        if (!given.TryGetValue(name, out var value) && !given.TryGetValue(parts[length - 1].Trim(Mark), out value))
            throw new UnresolvedValueException(node, $"a secret is looked up when the stack is deployed; give --secret {name}=VALUE");
        return string.IsNullOrEmpty(key) ? value : Member(name, value, key);
    }

    // The message does not quote the value.
    private static string Member(string name, string value, string key)
    {
        try
        {
            using var secret = JsonDocument.Parse(value);
            if (secret.RootElement.ValueKind == JsonValueKind.Object && secret.RootElement.TryGetProperty(key, out var member))
                return member.ValueKind == JsonValueKind.String ? member.GetString()! : member.GetRawText();
        }
        catch (JsonException)
        {
            // Told below, as for JSON of another shape.
        }

        throw new TemplateException($"--secret {name}: the template takes its member '{key}', so give a JSON object that has one.");
    }

    [GeneratedRegex(@"\{\{resolve:(?<service>[a-z-]+):(?<rest>[^{}]*)\}\}")]
    private static partial Regex Reference();
}
