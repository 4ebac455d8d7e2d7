using System.CommandLine;
using System.CommandLine.Parsing;

namespace RvWeb.Emulator.Commands;

/// <summary>
/// One command line for several functions: what stands after a <c>--function</c> is that function's, what stands before the
/// first is every function's, unless the function says otherwise. So each function gets a command line of its own.
/// </summary>
internal sealed class FunctionSections
{
    private readonly EmulatorOptionSet _set;
    private readonly List<IReadOnlyList<OptionResult>> _sections;

    public FunctionSections(EmulatorOptionSet set, IEnumerable<ParseResult> sections)
    {
        _set = set;
        _sections = [.. sections.Select(Given)];
    }

    private IReadOnlyList<OptionResult> Common => _sections[0];

    private IEnumerable<IReadOnlyList<OptionResult>> Functions => _sections.Skip(1);

    public IReadOnlyList<string> Names => [.. Functions.Select(NameOf)];

    /// <returns>The words before the first <c>--function</c>, perhaps none, and those of each function.</returns>
    public static IReadOnlyList<string[]> Cut(IEnumerable<string> arguments, string functionOption)
    {
        var sections = new List<List<string>> { new() };
        foreach (var argument in arguments)
        {
            if (argument == functionOption || argument.StartsWith($"{functionOption}=", StringComparison.Ordinal))
                sections.Add([]);
            sections[^1].Add(argument);
        }
        return [.. sections.Select(section => section.ToArray())];
    }

    /// <summary>What no function's own command line shows.</summary>
    public IEnumerable<string> Errors()
    {
        foreach (var twice in Names.CountBy(name => name).Where(name => name.Value > 1))
            yield return $"--function {twice.Key} is given {twice.Value} times: give each function a name of its own.";
        foreach (var option in _set.OfAll)
            if (_sections.SelectMany(section => section).Where(given => given.Option == option).ToList() is { Count: > 1 } several && IsSingle(several[0]))
                yield return $"{option.Name} {several[1].Tokens[0].Value}: it is given {several.Count} times, and is one for all functions; leave all but one out.";
        if (ValueOf(Common, _set.Command) is { } command && Functions.Any(function => ValueOf(function, _set.Command) is not null))
            yield return $"--command {command} stands before the first --function, so it would be every function's: put each --command after its --function.";
    }

    /// <summary>The command line of each function; if none is named, the one there is.</summary>
    public IReadOnlyList<string[]> CommandLines() =>
        _sections.Count == 1 ? [Words(Common)] : [.. Functions.Select((function, index) => Words([.. Inherited(function, index == 0), .. function]))];

    /// <summary>The command line of a function that need not be named in it.</summary>
    /// <param name="isCalled">Whether a name means the function.</param>
    /// <param name="name">What it is called in the result.</param>
    /// <param name="isFirst">Whether it gets what only one function can have.</param>
    /// <param name="otherwise">What holds if the command line does not say otherwise.</param>
    public string[] CommandLine(Func<string, bool> isCalled, string name, bool isFirst, IEnumerable<(Option Option, string Value)> otherwise)
    {
        var own = Functions.FirstOrDefault(function => isCalled(NameOf(function))) ?? [];
        var given = Inherited(own, isFirst).Concat(own).Where(option => option.Option != _set.Function).ToList();
        var added = otherwise.Where(value => given.TrueForAll(option => option.Option != value.Option)).Append((_set.Function, name));
        return [.. Words(given), .. added.Select(value => $"{value.Option.Name}={value.Value}")];
    }

    /// <summary>Whether the command line says what program the function is.</summary>
    public bool GivesCommand(Func<string, bool> isCalled) =>
        ValueOf(Common, _set.Command) is not null || Functions.Any(function => isCalled(NameOf(function)) && ValueOf(function, _set.Command) is not null);

    private IEnumerable<OptionResult> Inherited(IReadOnlyList<OptionResult> own, bool isFirst)
    {
        var elsewhere = Functions.Where(function => function != own).SelectMany(function => function);
        var ofAll = elsewhere.Where(given => _set.OfAll.Contains(given.Option));
        return ofAll.Concat(Common.Where(given => isFirst || !_set.OfFirst.Contains(given.Option)))
            .Where(given => !IsSingle(given) || own.All(mine => mine.Option != given.Option));
    }

    private string NameOf(IReadOnlyList<OptionResult> function) => ValueOf(function, _set.Function) ?? "";

    private static string? ValueOf(IReadOnlyList<OptionResult> section, Option option) =>
        section.FirstOrDefault(given => given.Option == option)?.Tokens.Select(token => token.Value).FirstOrDefault();

    private static bool IsSingle(OptionResult given) => given.Option.Arity.MaximumNumberOfValues <= 1;

    private static IReadOnlyList<OptionResult> Given(ParseResult section) =>
        [.. section.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Implicit)];

    private static string[] Words(IReadOnlyList<OptionResult> options) =>
        [.. options.SelectMany(option => option.Tokens.Count == 0 ? [option.Option.Name] : option.Tokens.Select(token => $"{option.Option.Name}={token.Value}"))];
}
