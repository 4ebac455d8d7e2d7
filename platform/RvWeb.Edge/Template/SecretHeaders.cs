using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Secrets;
using RvWeb.CloudFormation.Values;

namespace RvWeb.Edge.Template;

/// <summary>Origin headers whose value AWS looks up in Secrets Manager, by which an app knows CloudFront.</summary>
internal sealed class SecretHeaders(CloudFormationTemplate template, SecretValues secrets)
{
    private readonly TemplateValues _values = new(
        template,
        new Dictionary<string, string>(),
        new PseudoParameters { Region = "us-east-1", AccountId = "123456789012", StackName = "local" },
        (_, _) => null,
        secrets);

    public static bool IsOne(TemplateNode value) => value.Json.Contains("{{resolve:", StringComparison.Ordinal);

    /// <returns>Null if it is not known, and then why.</returns>
    public string? Value(TemplateNode value, out string reason)
    {
        try
        {
            reason = "";
            return _values.Text(value);
        }
        catch (UnresolvedValueException unresolved)
        {
            reason = unresolved.Message;
            return null;
        }
    }
}
