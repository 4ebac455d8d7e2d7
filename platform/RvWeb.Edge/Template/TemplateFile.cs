using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Assembly;
using RvWeb.CloudFormation.Secrets;

namespace RvWeb.Edge.Template;

/// <summary>Finds the distribution to serve in a template file or in a cdk.out folder.</summary>
internal static class TemplateFile
{
    private const string DistributionType = "AWS::CloudFront::Distribution";

    /// <param name="path">As the user gave it.</param>
    /// <param name="logicalId">Which distribution; null if there is but one.</param>
    /// <param name="secrets">What the template takes from Secrets Manager; null if that is not known.</param>
    public static Distribution Load(string path, string? logicalId, SecretValues? secrets = null)
    {
        var candidates = StackTemplates.Load(path).Select(stack => stack.Template).ToList();
        var known = candidates.SelectMany(template => template.OfType(DistributionType).Keys).ToList();
        if (known.Count == 0)
            throw new TemplateException($"--template {path}: no {DistributionType} in it: give the template of a stack that has one.");
        if (logicalId is null && known.Count > 1)
            throw new TemplateException($"--template {path} has {known.Count} distributions: choose with --distribution one of {List(known)}.");
        var chosen = logicalId ?? known[0];
        var home = candidates.FirstOrDefault(template => template.OfType(DistributionType).ContainsKey(chosen))
            ?? throw new TemplateException($"--distribution {chosen}: there is none of that name in {path}: use {List(known)}.");
        secrets?.RequireUse(candidates);
        return StackTemplates.Named(path, () => new DistributionReader(home, candidates, secrets).Read(chosen));
    }

    private static string List(List<string> ids) => string.Join(", ", ids.Order(StringComparer.Ordinal));
}
