using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using RvWeb.Emulator.Commands.Verbs;

namespace RvWeb.Emulator.Commands;

/// <summary>The command line's options. Ranges are AWS's where AWS has one (docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).</summary>
internal sealed class EmulatorOptionSet
{
    private const int HighestPort = 65535;

    public Option<string?> Function { get; } = new("--function")
    {
        HelpName = "NAME",
        Description = "The function's name; options after it are this function's, options before the first are every function's. May be repeated. (required without --template)",
    };

    public Option<string?> Command { get; } = new("--command")
    {
        HelpName = "\"EXE ARGS\"",
        Description = "The Runtime API program to start, in words as a shell splits them. (required without --template)",
    };

    public Option<int> Memory { get; } = NumberOption.Create(
        "--memory", "MB", "Memory size. What uses more is killed, as on Lambda (on Linux; see --no-memory-limit).", 128, 10240, byDefault: 128);

    public Option<int> Timeout { get; } = NumberOption.Create(
        "--timeout", "S", "Seconds an invocation may take.", 1, 900, byDefault: 3);

    public Option<int> Concurrency { get; } = NumberOption.Create(
        "--concurrency", "N", "Most invocations, and so processes, at one time; more are answered 429.", 1, 1000, byDefault: 100);

    public Option<int> Idle { get; } = NumberOption.Create(
        "--idle", "S", "Seconds a process without work is kept.", 1, 86400, byDefault: 300);

    public Option<string[]> Environment { get; } = new("--env")
    {
        HelpName = "KEY[=VALUE]",
        Description = "A variable for the function; KEY alone passes the emulator's own on. May be repeated.",
        DefaultValueFactory = _ => [],
    };

    public Option<string[]> EnvironmentFrom { get; } = new("--env-from")
    {
        HelpName = "KEY=VARIABLE",
        Description = "A variable for the function with the value that VARIABLE has for the emulator: keeps secrets off the command line. May be repeated.",
        DefaultValueFactory = _ => [],
    };

    public Option<int> Port { get; } = NumberOption.Create(
        "--port", "PORT", "Port of the Lambda service (Invoke API); 0 takes a free one.", 0, HighestPort, byDefault: 9000);

    public Option<IPAddress?> Bind { get; } = new("--bind")
    {
        HelpName = "ADDRESS",
        Description = "Address that all ports listen on instead of localhost, 0.0.0.0 for all: for containers; other machines can then call the functions.",
        CustomParser = ReadAddress,
    };

    public Option<int?> FunctionUrl { get; } = NumberOption.CreateOptional(
        "--function-url", "PORT", "Serves the function's URL on this port; 0 takes a free one.", 0, HighestPort);

    public FunctionUrlOptionSet Url { get; } = new();

    public FrontDoorOptionSet Doors { get; } = new();

    public EventOptionSet Events { get; } = new();

    public LifeCycleOptionSet LifeCycle { get; } = new();

    public HotReloadOptionSet HotReload { get; } = new();

    /// <summary>One for all functions, wherever they stand.</summary>
    public IReadOnlyList<Option> OfAll => [Port, Bind, .. Templates.All];

    /// <summary>Before the first function they are the first function's: a port can lead to one function only.</summary>
    public IReadOnlyList<Option> OfFirst => [FunctionUrl, .. Doors.Ports, Doors.HttpApiRoute, Doors.RestApiRoute];

    public TemplateOptionSet Templates { get; } = new();

    public RootCommand ToCommand()
    {
        var command = new RootCommand($"Runs a program as an AWS Lambda function on this machine.\n\n{VerbCommand.Help}")
        {
            Function, Command, Memory, Timeout, Concurrency, Idle, Environment, EnvironmentFrom, Port, Bind, FunctionUrl,
        };
        Events.AddTo(command);
        foreach (var option in Url.All.Concat(Doors.All).Concat(LifeCycle.All).Concat(HotReload.All).Concat(Templates.All))
            command.Options.Add(option);
        return command;
    }

    private static IPAddress? ReadAddress(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (!IPAddress.TryParse(text, out var address))
            result.AddError($"--bind {text}: give an IP address of this machine, or 0.0.0.0 for all.");
        return address;
    }
}
