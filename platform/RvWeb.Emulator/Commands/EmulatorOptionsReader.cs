using System.CommandLine;
using System.CommandLine.Parsing;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Hosting;

namespace RvWeb.Emulator.Commands;

/// <summary>Turns a parsed command line into options; what a single option cannot check alone is an error of the command.</summary>
internal sealed class EmulatorOptionsReader(EmulatorOptionSet set, Func<string, string?> ownVariable, string directory)
{
    private const string ReservedPrefix = "AWS_LAMBDA_";

    // Source: docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html, FunctionName.
    private const int LongestName = 64;

    private readonly FunctionUrlOptionsReader _urls = new(set.Url, ownVariable);
    private readonly FrontDoorOptionsReader _doors = new(set.Doors);

    public string Region => ownVariable("AWS_REGION") ?? "us-east-1";

    public void Validate(CommandResult result)
    {
        var errors = FunctionErrors(result.GetValue(set.Function))
            .Concat(CommandErrors(result.GetValue(set.Function), result.GetValue(set.Command)))
            .Concat(_urls.Errors(result)).Concat(_doors.Errors(result)).Concat(set.LifeCycle.Errors(result, Find))
            .Concat(set.HotReload.Errors(result, directory, ownVariable("PATH")));
        foreach (var error in errors)
            result.AddError(error);
        var (provisioned, concurrency) = (OptionValue.Of(result, set.LifeCycle.Provisioned), OptionValue.Of(result, set.Concurrency));
        if (provisioned > concurrency)
            result.AddError($"--provisioned {provisioned}: more than --concurrency {concurrency}; raise that, or provision less.");
        foreach (var variable in result.GetValue(set.Environment) ?? [])
            if (variable.StartsWith('=') || variable.StartsWith(ReservedPrefix, StringComparison.Ordinal))
                result.AddError($"--env {variable}: give KEY=VALUE or KEY; names that begin with {ReservedPrefix} are Lambda's own; {LifeCycleOptionSet.VariableOptions} set what they say.");
        foreach (var error in (result.GetValue(set.EnvironmentFrom) ?? []).Select(FromError).OfType<string>())
            result.AddError(error);
    }

    /// <summary>What is wrong with a function's routes, which may lead to another function.</summary>
    public IEnumerable<string> RouteErrors(ParseResult function, IReadOnlyList<string> names) => _doors.RouteErrors(function, names);

    /// <param name="functions">The command line of each function; options of all are in each of them.</param>
    public EmulatorOptions Read(IReadOnlyList<ParseResult> functions) => new()
    {
        Functions = [.. functions.Select(ReadFunction)],
        Port = functions[0].GetValue(set.Port),
        Bind = functions[0].GetValue(set.Bind),
        FrontDoors = [.. functions.SelectMany(ReadFrontDoors)],
    };

    private IEnumerable<FrontDoorOptions> ReadFrontDoors(ParseResult result)
    {
        if (result.GetValue(set.FunctionUrl) is { } port)
            yield return _urls.Complete(
                new FrontDoorOptions { Kind = FrontDoorKind.FunctionUrl, Function = result.GetValue(set.Function)!, Port = port }, result);
        foreach (var door in _doors.Read(result, result.GetValue(set.Function)!))
            yield return door;
    }

    private FunctionOptions ReadFunction(ParseResult result)
    {
        var words = CommandLineWords.Split(result.GetValue(set.Command)!);
        return set.LifeCycle.Apply(result, new FunctionOptions
        {
            Name = result.GetValue(set.Function)!,
            FileName = Find(words[0])!,
            Arguments = [.. words.Skip(1)],
            WorkingDirectory = directory,
            Variables = Variables(result.GetValue(set.Environment) ?? [], result.GetValue(set.EnvironmentFrom) ?? []),
            MemoryMegabytes = result.GetValue(set.Memory),
            Timeout = TimeSpan.FromSeconds(result.GetValue(set.Timeout)),
            Concurrency = result.GetValue(set.Concurrency),
            Idle = TimeSpan.FromSeconds(result.GetValue(set.Idle)),
            HotReload = set.HotReload.Read(result, directory, ownVariable("PATH")),
            Events = set.Events.Read(result),
            Region = Region,
        }, Find);
    }

    private string? Find(string program) => Executable.Find(program, directory, ownVariable("PATH"));

    private string? FromError(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1 || equals == argument.Length - 1 || argument.StartsWith(ReservedPrefix, StringComparison.Ordinal))
            return $"--env-from {argument}: give KEY=VARIABLE; names that begin with {ReservedPrefix} are Lambda's own.";
        return ownVariable(argument[(equals + 1)..]) is null ? $"--env-from {argument}: {argument[(equals + 1)..]} is not set here; export it first." : null;
    }

    private Dictionary<string, string> Variables(string[] arguments, string[] from)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                variables[argument[..equals]] = argument[(equals + 1)..];
            else if (ownVariable(argument) is { } value)
                variables[argument] = value;
        }
        foreach (var argument in from)
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            variables[argument[..equals]] = ownVariable(argument[(equals + 1)..])!;
        }
        return variables;
    }

    private static IEnumerable<string> FunctionErrors(string? name)
    {
        if (string.IsNullOrEmpty(name))
            yield return "--function is missing: name the function, for example --function web.";
        else if (name.Length > LongestName || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
            yield return $"--function {name}: use letters, digits, '-' and '_', {LongestName} at most.";
    }

    private IEnumerable<string> CommandErrors(string? function, string? command)
    {
        IReadOnlyList<string> words = [];
        string? problem = null;
        try
        {
            words = CommandLineWords.Split(command ?? "");
        }
        catch (FormatException exception)
        {
            problem = exception.Message;
        }
        if (problem is not null)
            yield return $"--command {command}: {problem}.";
        else if (words.Count == 0)
            yield return $"--command is missing: give the program and its arguments after the function, for example --function {function} --command \"./bootstrap\".";
        else if (Find(words[0]) is null)
            yield return $"--command {words[0]}: no such program, here ({directory}) or in PATH; build it, or give its path with a slash.";
    }
}
