using System.CommandLine;
using System.CommandLine.Invocation;

namespace RvWeb.Edge.Control.Verbs;

/// <summary>What one asks of an edge that runs already. Without a verb the program serves.</summary>
internal static class EdgeVerbs
{
    public const int Success = 0;

    /// <summary>No edge answered.</summary>
    public const int Failure = 1;

    public const int WrongUsage = 2;

    /// <summary>For the help of the command without a verb.</summary>
    public const string Help = """
        To ask an edge that runs already, each with a --help of its own:
          inspect     lists what is cached, the statistics and the warnings
          invalidate  removes paths from the cache
        """;

    public static bool IsVerb(string[] arguments) => arguments is [InspectVerb.Name or InvalidateVerb.Name, ..];

    /// <returns>0: done; 1: no edge answered; 2: wrong input.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var root = new RootCommand { new InspectVerb(output, error).ToCommand(), new InvalidateVerb(output, error).ToCommand() };
        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            await error.WriteLineAsync($"edge {arguments[0]}: {parsed.Errors[0].Message.TrimEnd('.')} (see {arguments[0]} --help)");
            return WrongUsage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, cancellationToken);
    }
}
