using System.CommandLine;
using System.CommandLine.Invocation;
using RvWeb.Edge.Functions.Trials;

namespace RvWeb.Edge.Control.Verbs;

/// <summary>What the program does beside serving, which is what it does without a verb.</summary>
internal static class EdgeVerbs
{
    public const int Success = 0;

    /// <summary>No edge answered, or the function failed.</summary>
    public const int Failure = 1;

    public const int WrongUsage = 2;

    /// <summary>For the help of the command without a verb.</summary>
    public const string Help = """
        To ask an edge that runs already, each with a --help of its own:
          inspect     lists what is cached, the statistics and the warnings
          invalidate  removes paths from the cache
        And without any edge:
          test-function  runs a CloudFront Function on an event
        """;

    public static bool IsVerb(string[] arguments) => arguments is [InspectVerb.Name or InvalidateVerb.Name or TestFunctionVerb.Name, ..];

    /// <returns>0: done; 1: no edge answered, or the function failed; 2: wrong input.</returns>
    public static async Task<int> RunAsync(
        string[] arguments, TextReader input, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var root = new RootCommand { new InspectVerb(output, error).ToCommand(), new InvalidateVerb(output, error).ToCommand() };
        root.Add(new TestFunctionVerb(input, output, error, TimeProvider.System).ToCommand());
        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            await error.WriteLineAsync($"edge {arguments[0]}: {parsed.Errors[0].Message.TrimEnd('.')} (see {arguments[0]} --help)");
            return WrongUsage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, cancellationToken);
    }
}
