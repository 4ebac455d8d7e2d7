using System.CommandLine;
using System.CommandLine.Invocation;
using RvWeb.CloudFormation;
using RvWeb.Emulator.Hosting;
using RvWeb.Emulator.Templates;

namespace RvWeb.Emulator.Commands;

/// <summary>Reads the words of the command line, which may name several functions, or a template that has some.</summary>
internal sealed class EmulatorCommandLine(
    EmulatorOptionSet set, Func<string, string?> ownVariable, string directory, Func<string> scratchFolder)
{
    private readonly RootCommand _command = set.ToCommand();
    private readonly EmulatorOptionsReader _reader = new(set, ownVariable, directory);

    /// <summary>What the words ask for: to be served, to be helped, or to be told what is wrong.</summary>
    /// <param name="arguments">The words.</param>
    /// <param name="error">What is wrong, or null.</param>
    /// <param name="other">What to invoke instead of serving, such as the help; null if the words ask to serve.</param>
    /// <returns>Null if there is an error or something else to do.</returns>
    public EmulatorOptions? Read(string[] arguments, out string? error, out ParseResult? other)
    {
        var parsed = FunctionSections.Cut(arguments, set.Function.Name).Select(section => _command.Parse(section)).ToList();
        other = parsed.Find(section => section.Action is not null and not ParseErrorAction);
        error = null;
        if (other is not null)
            return null;

        var sections = new FunctionSections(set, parsed);
        error = parsed.SelectMany(Errors).Concat(sections.Errors()).FirstOrDefault() ?? set.Templates.Error(parsed);
        if (error is not null)
            return null;
        _command.Validators.Add(_reader.Validate);
        try
        {
            var options = set.Templates.Read(parsed, _reader.Region, scratchFolder) is { } template
                ? ReadTemplate(LambdaStackReader.Read(template), sections, out error)
                : Read([.. sections.CommandLines().Select(words => _command.Parse(words))], sections.Names, out error);
            error ??= new SettingsWithoutDoor(set).Error(parsed);
            return error is null ? options : null;
        }
        catch (TemplateException problem)
        {
            error = problem.Message;
            return null;
        }
    }

    private EmulatorOptions? Read(IReadOnlyList<ParseResult> functions, IReadOnlyList<string> names, out string? error)
    {
        error = functions.SelectMany(Errors).Concat(functions.SelectMany(function => set.Events.Errors(function, names)))
            .Concat(functions.SelectMany(function => _reader.RouteErrors(function, names))).FirstOrDefault();
        return error is null ? _reader.Read(functions) : null;
    }

    private EmulatorOptions? ReadTemplate(LambdaStack stack, FunctionSections sections, out string? error)
    {
        if (sections.Names.FirstOrDefault(name => stack.Find(name) is null) is { } unknown)
            throw new TemplateException($"--function {unknown}: {stack.Path} has no such function: use {string.Join(", ", stack.Functions.Select(function => function.LogicalId))}.");
        var mapping = new TemplateMapping(set, stack, sections);
        var lines = mapping.Served.Select(function => _command.Parse(mapping.CommandLine(function))).ToList();
        return Read(lines, [.. mapping.Served.Select(function => function.Name)], out error) is { } options ? mapping.Apply(options, lines) : null;
    }

    // Ours begin with the option and say what to do; the parser's own, such as an unknown option, do not.
    private static IEnumerable<string> Errors(ParseResult result) => result.Errors.Select(error => error.Message)
        .Select(message => message.StartsWith("--", StringComparison.Ordinal) ? message : $"{message} See --help.");
}
