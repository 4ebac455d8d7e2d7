using System.CommandLine;
using System.CommandLine.Parsing;
using RvWeb.CloudFormation.Secrets;
using RvWeb.Emulator.Templates;

namespace RvWeb.Emulator.Commands;

/// <summary>The options that take functions from a CloudFormation template.</summary>
internal sealed class TemplateOptionSet
{
    public TemplateOptionSet()
    {
        Parameter.Validators.Add(ValidatePairs);
        Secret.Validators.Add(ValidatePairs);
    }

    public Option<string?> Template { get; } = new("--template")
    {
        HelpName = "FILE|cdk.out",
        Description = "CloudFormation template (JSON or YAML), or the cdk.out folder, whose functions and function URLs are served; --function ID --command … says what program stands for which function.",
    };

    private Option<string?> Stack { get; } = new("--stack")
    {
        HelpName = "NAME",
        Description = "Which stack of the folder; needed if several have functions.",
    };

    private Option<string[]> Parameter { get; } = new("--parameter")
    {
        HelpName = "NAME=VALUE",
        Description = "The value of a parameter of the template. May be repeated.",
        DefaultValueFactory = _ => [],
    };

    private Option<string[]> Secret { get; } = new("--secret")
    {
        HelpName = "NAME=VALUE",
        Description = "The value of a secret that the template takes from Secrets Manager, by its logical id, name or ARN. May be repeated.",
        DefaultValueFactory = _ => [],
    };

    public IReadOnlyList<Option> All => [Template, Stack, Parameter, Secret];

    /// <param name="sections">The command line in its parts, in one of which each of these options stands.</param>
    /// <param name="region">Where the stack would be deployed.</param>
    /// <param name="scratchFolder">Makes a place for code.</param>
    /// <returns>Null without a template.</returns>
    public TemplateOptions? Read(IReadOnlyList<ParseResult> sections, string region, Func<string> scratchFolder) => Text(sections, Template) is { } path
        ? new TemplateOptions
        {
            Path = path,
            Stack = Text(sections, Stack),
            Parameters = Pairs(sections, Parameter),
            Secrets = new SecretValues(Pairs(sections, Secret)),
            Region = region,
            ScratchFolder = scratchFolder,
        }
        : null;

    /// <summary>What makes no sense without a template.</summary>
    public string? Error(IReadOnlyList<ParseResult> sections)
    {
        if (Text(sections, Template) is not null)
            return null;
        if (Text(sections, Stack) is { } stack)
            return $"--stack {stack}: there is no --template whose stack that could be; give one.";
        if (Pairs(sections, Parameter).Keys.FirstOrDefault() is { } name)
            return $"--parameter {name}: there is no --template whose parameter that could be; give one.";
        return Pairs(sections, Secret).Keys.FirstOrDefault() is { } secret ? $"--secret {secret}: there is no --template whose secret that could be; give one." : null;
    }

    private static string? Text(IReadOnlyList<ParseResult> sections, Option<string?> option) =>
        sections.Select(section => section.GetValue(option)).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    private static Dictionary<string, string> Pairs(IReadOnlyList<ParseResult> sections, Option<string[]> option)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in sections.SelectMany(section => section.GetValue(option) ?? []))
            pairs[pair[..pair.IndexOf('=', StringComparison.Ordinal)]] = pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return pairs;
    }

    private static void ValidatePairs(OptionResult result)
    {
        foreach (var token in result.Tokens)
            if (token.Value.IndexOf('=', StringComparison.Ordinal) < 1)
                result.AddError($"{result.Option.Name} {token.Value}: give NAME=VALUE.");
    }
}
