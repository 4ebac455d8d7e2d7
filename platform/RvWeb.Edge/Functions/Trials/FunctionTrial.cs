using RvWeb.Edge.Functions.Events;
using RvWeb.Edge.Functions.Scripts;

namespace RvWeb.Edge.Functions.Trials;

/// <summary>
/// Runs a function on an event, without an edge. Unlike AWS's TestFunction, which lets it pass, a header that functions may
/// not write is an error here as it is in production.
/// </summary>
internal static class FunctionTrial
{
    public static FunctionOutcome Run(FunctionRun run)
    {
        var outcome = FunctionRunner.Run(run);
        try
        {
            if (outcome.Request is { } request)
                RequestEvents.Check(run.Event.Request, request);
            if (outcome.Response is { } response)
                ResponseEvents.Apply(run.Event.Response, response, new HeaderDictionary());
            return outcome;
        }
        catch (InvalidResultException problem)
        {
            var cause = $"function {run.Program.Name} ({run.Event.EventType}) returned an invalid value: {problem.Message}";
            return outcome with { Request = null, Response = null, Failure = FunctionFailure.Validation(cause) };
        }
    }
}
