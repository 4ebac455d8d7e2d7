using System.CommandLine;
using System.CommandLine.Invocation;
using RvWeb.Emulator.Hosting;

namespace RvWeb.Emulator.Commands;

/// <summary>Reads the words of the command line, which may name several functions.</summary>
internal sealed class EmulatorCommandLine(EmulatorOptionSet set, Func<string, string?> ownVariable, string directory)
{
    /// <summary>What the words ask for: to be served, to be helped, or to be told what is wrong.</summary>
    /// <param name="arguments">The words.</param>
    /// <param name="error">What is wrong, or null.</param>
    /// <param name="other">What to invoke instead of serving, such as the help; null if the words ask to serve.</param>
    /// <returns>Null if there is an error or something else to do.</returns>
    public EmulatorOptions? Read(string[] arguments, out string? error, out ParseResult? other)
    {
        var command = set.ToCommand();
        var parsed = FunctionSections.Cut(arguments, set.Function.Name).Select(section => command.Parse(section)).ToList();
        other = parsed.Find(section => section.Action is not null and not ParseErrorAction);
        error = null;
        if (other is not null)
            return null;

        var sections = new FunctionSections(set, parsed);
        var reader = new EmulatorOptionsReader(set, ownVariable, directory);
        command.Validators.Add(reader.Validate);
        error = parsed.SelectMany(Errors).Concat(sections.Errors()).FirstOrDefault();
        if (error is not null)
            return null;
        var functions = sections.CommandLines().Select(words => command.Parse(words)).ToList();
        error = functions.SelectMany(Errors).Concat(functions.SelectMany(function => set.Events.Errors(function, sections.Names))).FirstOrDefault();
        return error is null ? reader.Read(functions) : null;
    }

    // Ours begin with the option and say what to do; the parser's own, such as an unknown option, do not.
    private static IEnumerable<string> Errors(ParseResult result) => result.Errors.Select(error => error.Message)
        .Select(message => message.StartsWith("--", StringComparison.Ordinal) ? message : $"{message} See --help.");
}
