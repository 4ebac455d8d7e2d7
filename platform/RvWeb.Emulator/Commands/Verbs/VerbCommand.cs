using System.CommandLine;
using System.CommandLine.Invocation;

namespace RvWeb.Emulator.Commands.Verbs;

/// <summary>The verbs: what one asks of an emulator that runs already. Without a verb the program serves.</summary>
internal static class VerbCommand
{
    /// <summary>For the help of the command without a verb.</summary>
    public const string Help = """
        To ask an emulator that runs already, each with a --help of its own:
          invoke   invokes a function with a sample event, a file, standard input or JSON
          control  lists functions and environments; recycles, pauses and resumes a function
        """;

    public static bool IsVerb(string[] arguments) => arguments is [InvokeVerb.Name or ControlVerb.Name, ..];

    /// <returns>0: done; 1: the function failed or nothing answered; 2: wrong input.</returns>
    public static async Task<int> RunAsync(
        string[] arguments, TextReader input, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var root = new RootCommand { new InvokeVerb(input, output, error).ToCommand(), new ControlVerb(output, error).ToCommand() };
        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            var message = parsed.Errors[0].Message;
            await error.WriteLineAsync(message.StartsWith("--", StringComparison.Ordinal) ? message : $"{message} See {arguments[0]} --help.");
            return ExitCode.WrongUsage;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, cancellationToken);
    }
}
