using System.CommandLine;
using System.CommandLine.Parsing;
using RvWeb.Emulator.Templates;

namespace RvWeb.Emulator.Commands;

/// <summary>The options that take functions from a CloudFormation template.</summary>
internal sealed class TemplateOptionSet
{
    public TemplateOptionSet() => Parameter.Validators.Add(ValidateParameters);

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

    public IReadOnlyList<Option> All => [Template, Stack, Parameter];

    /// <param name="sections">The command line in its parts, in one of which each of these options stands.</param>
    /// <param name="region">Where the stack would be deployed.</param>
    /// <param name="scratchFolder">Makes a place for code.</param>
    /// <returns>Null without a template.</returns>
    public TemplateOptions? Read(IReadOnlyList<ParseResult> sections, string region, Func<string> scratchFolder) => Text(sections, Template) is { } path
        ? new TemplateOptions
        {
            Path = path,
            Stack = Text(sections, Stack),
            Parameters = Parameters(sections),
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
        return Parameters(sections).Keys.FirstOrDefault() is { } name ? $"--parameter {name}: there is no --template whose parameter that could be; give one." : null;
    }

    private static string? Text(IReadOnlyList<ParseResult> sections, Option<string?> option) =>
        sections.Select(section => section.GetValue(option)).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    private Dictionary<string, string> Parameters(IReadOnlyList<ParseResult> sections)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in sections.SelectMany(section => section.GetValue(Parameter) ?? []))
            parameters[pair[..pair.IndexOf('=', StringComparison.Ordinal)]] = pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return parameters;
    }

    private static void ValidateParameters(OptionResult result)
    {
        foreach (var token in result.Tokens)
            if (token.Value.IndexOf('=', StringComparison.Ordinal) < 1)
                result.AddError($"--parameter {token.Value}: give NAME=VALUE.");
    }
}
