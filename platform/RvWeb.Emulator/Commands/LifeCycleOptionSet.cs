using System.CommandLine;
using System.CommandLine.Parsing;
using RvWeb.Emulator.Extensions;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;

namespace RvWeb.Emulator.Commands;

/// <summary>How environments live: the options that say where this differs from Lambda, or which of Lambda's ways is meant.</summary>
internal sealed class LifeCycleOptionSet
{
    /// <summary>The options behind AWS_LAMBDA_ variables, for a sentence.</summary>
    public const string VariableOptions = "--function, --memory, --log-format, --log-level, --provisioned and --snap-start";

    // Source: docs.aws.amazon.com/lambda/latest/api/API_LoggingConfig.html.
    private static readonly string[] ApplicationLevels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

    public Option<bool> NoFreeze { get; } = new("--no-freeze")
    {
        Description = "Lets processes run on between invocations. For debuggers; Lambda stops them.",
    };

    public Option<bool> NoMemoryLimit { get; } = new("--no-memory-limit")
    {
        Description = "Lets processes use more than --memory. For builds that are not compiled ahead of time, and debuggers; Lambda kills them.",
    };

    public Option<int> Provisioned { get; } = NumberOption.Create(
        "--provisioned", "N", "Environments that are initialised at the start and kept (provisioned concurrency).", 0, 1000, byDefault: 0);

    public Option<bool> SnapStart { get; } = new("--snap-start")
    {
        Description = "Initialises an environment at the start; the first invocation resumes it (SnapStart, without a real snapshot).",
    };

    public Option<string> Format { get; } = ChoiceOption.Create(
        "--log-format", "text|json", "How the platform's lines are written, and what the function is told of it.",
        ["text", "json"], "text");

    public Option<string> Level { get; } = ChoiceOption.Create(
        "--log-level", "LEVEL", "The lowest level the function is told to log, TRACE to FATAL; with --log-format json.",
        ApplicationLevels, "INFO");

    public Option<string> SystemLevel { get; } = ChoiceOption.Create(
        "--system-log-level", "LEVEL", "The lowest level of the platform's own records, DEBUG, INFO or WARN; with --log-format json.",
        ["DEBUG", "INFO", "WARN"], "INFO");

    public Option<string[]> Extension { get; } = new("--extension")
    {
        HelpName = "\"EXE ARGS\"",
        Description = "An external extension to run beside the function, as Lambda would find it in /opt/extensions. May be repeated.",
        DefaultValueFactory = _ => [],
    };

    public IEnumerable<Option> All => [NoFreeze, NoMemoryLimit, Provisioned, SnapStart, Extension, Format, Level, SystemLevel];

    /// <summary>What is wrong with the values.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="find">Finds a program.</param>
    public IEnumerable<string> Errors(CommandResult result, Func<string, string?> find) =>
        AheadErrors(result).Concat(LevelErrors(result)).Concat(ExtensionErrors(result.GetValue(Extension) ?? [], find));

    public FunctionOptions Apply(ParseResult result, FunctionOptions function, Func<string, string?> find) => function with
    {
        Freeze = !result.GetValue(NoFreeze),
        Provisioned = result.GetValue(Provisioned),
        SnapStart = result.GetValue(SnapStart),
        LimitMemory = !result.GetValue(NoMemoryLimit),
        Logs = new LogOptions
        {
            Format = Enum.Parse<LogFormat>(result.GetRequiredValue(Format), ignoreCase: true),
            ApplicationLevel = result.GetRequiredValue(Level),
            SystemLevel = Enum.Parse<SystemLogLevel>(result.GetRequiredValue(SystemLevel), ignoreCase: true),
        },
        Extensions = [.. (result.GetValue(Extension) ?? []).Select(command => ReadExtension(CommandLineWords.Split(command), find))],
    };

    private IEnumerable<string> AheadErrors(CommandResult result)
    {
        // Source: docs.aws.amazon.com/lambda/latest/dg/snapstart.html, which lists what cannot be combined.
        if (result.GetValue(SnapStart) && OptionValue.Of(result, Provisioned) is > 0 and var number)
            yield return $"--snap-start: cannot be combined with --provisioned {number}, as on Lambda; leave out one of them.";
    }

    // As Lambda has it: levels can be chosen with LogFormat JSON only.
    private IEnumerable<string> LevelErrors(CommandResult result)
    {
        if (result.GetResult(Format) is { } format && (format.Errors.Any() || result.GetValue(Format) != "text"))
            yield break;
        foreach (var option in (Option[])[Level, SystemLevel])
            if (result.GetResult(option) is { Implicit: false })
                yield return $"{option.Name}: needs --log-format json; in text format everything is written.";
    }

    private static ExtensionOptions ReadExtension(IReadOnlyList<string> words, Func<string, string?> find) =>
        new() { FileName = find(words[0])!, Arguments = [.. words.Skip(1)] };

    private static IEnumerable<string> ExtensionErrors(string[] commands, Func<string, string?> find)
    {
        if (commands.Length > ExtensionRegistry.Limit)
            yield return $"--extension: {commands.Length} are given, and Lambda allows {ExtensionRegistry.Limit}.";
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var command in commands)
        {
            if (ProgramError(command, find) is { } problem)
                yield return $"--extension {command}: {problem}";
            else if (!names.Add(Path.GetFileName(CommandLineWords.Split(command)[0])))
                yield return $"--extension {command}: another one has the same file name, which is the name it registers by; rename one of the files.";
        }
    }

    private static string? ProgramError(string command, Func<string, string?> find)
    {
        try
        {
            var words = CommandLineWords.Split(command);
            if (words.Count == 0)
                return "give the program and its arguments.";
            return find(words[0]) is null ? "no such program; build it, or give its path with a slash." : null;
        }
        catch (FormatException exception)
        {
            return $"{exception.Message}.";
        }
    }
}
