using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Assembly;
using RvWeb.CloudFormation.Secrets;
using RvWeb.CloudFormation.Values;

namespace RvWeb.Edge.Template;

/// <summary>Finds the distribution to serve in a template file or in a cdk.out folder.</summary>
internal static class TemplateFile
{
    private const string DistributionType = "AWS::CloudFront::Distribution";

    private const string Resources = "AWS::CloudFront::";
    private const string NotKnown = "which cannot be resolved";

    /// <param name="path">As the user gave it.</param>
    /// <param name="logicalId">Which distribution; null if there is only one.</param>
    /// <param name="secrets">What the template takes from Secrets Manager; null if that is not known.</param>
    /// <param name="parameters">Values of the templates' parameters; the others have their defaults.</param>
    public static Distribution Load(
        string path, string? logicalId, SecretValues? secrets = null, IReadOnlyDictionary<string, string>? parameters = null)
    {
        var stacks = Settled(path, StackTemplates.Load(path), parameters ?? new Dictionary<string, string>());
        var candidates = stacks.Select(stack => stack.Template).ToList();
        var known = candidates.SelectMany(template => template.OfType(DistributionType).Keys).ToList();
        if (known.Count == 0)
            throw new TemplateException($"--template {path}: no {DistributionType} in it: give the template of a stack that has one.");
        if (logicalId is null && known.Count > 1)
            throw new TemplateException($"--template {path} has {known.Count} distributions: choose with --distribution one of {List(known)}.");
        var chosen = logicalId ?? known[0];
        var home = candidates.FirstOrDefault(template => template.OfType(DistributionType).ContainsKey(chosen))
            ?? throw new TemplateException($"--distribution {chosen}: there is none of that name in {path}: use {List(known)}.");
        secrets?.RequireUse(candidates);
        return StackTemplates.Named(path, () => Read(stacks.First(stack => stack.Template == home), candidates, secrets, chosen));
    }

    private static Distribution Read(SettledTemplate home, List<CloudFormationTemplate> candidates, SecretValues? secrets, string chosen)
    {
        try
        {
            return new DistributionReader(home.Template, candidates, secrets).Read(chosen);
        }
        catch (TemplateException problem) when (problem.Message.Contains(NotKnown, StringComparison.Ordinal) && home.WhyNot(problem.Message.Split(' ')[0]) is { } reason)
        {
            throw new TemplateException($"{problem.Message} Reason: {reason}.");
        }
    }

    private static List<SettledTemplate> Settled(string path, IReadOnlyList<StackTemplate> stacks, IReadOnlyDictionary<string, string> parameters)
    {
        var declared = stacks.SelectMany(stack => stack.Template.Section("Parameters")?.Children() ?? []).Select(parameter => parameter.Name).ToHashSet();
        if (parameters.Keys.FirstOrDefault(name => !declared.Contains(name)) is { } unknown)
            throw new TemplateException($"--parameter {unknown}: {path} has no such parameter{(declared.Count == 0 ? "; leave it out" : $"; it has {List([.. declared])}")}.");
        return [.. stacks.Select(stack => StackTemplates.Named(stack.File, () => Settled(stack, parameters)))];
    }

    private static SettledTemplate Settled(StackTemplate stack, IReadOnlyDictionary<string, string> parameters)
    {
        var own = stack.Template.Section("Parameters")?.Children().Select(parameter => parameter.Name).ToHashSet() ?? [];
        // What is deployed where cdk.out does not say goes where CloudFront's own resources have to.
        var pseudo = new PseudoParameters { Region = stack.Region ?? "us-east-1", AccountId = "123456789012", StackName = stack.Name };
        return new SettledTemplate(stack.Template, Resources, parameters.Where(given => own.Contains(given.Key)).ToDictionary(), pseudo);
    }

    private static string List(List<string> ids) => string.Join(", ", ids.Order(StringComparer.Ordinal));
}
