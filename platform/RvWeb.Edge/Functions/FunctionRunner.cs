using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using RvWeb.Edge.Functions.Events;
using RvWeb.Edge.Functions.Scripts;

namespace RvWeb.Edge.Functions;

/// <summary>Runs a function on an event: pure but for the key value store, and never throws for what the function does.</summary>
internal static class FunctionRunner
{
    public static FunctionOutcome Run(FunctionRun run)
    {
        FunctionOutcome Failed(FunctionFailure failure) => Done(run) with { Failure = failure };
        try
        {
            return Read(run, Call(run));
        }
        catch (InvalidResultException problem)
        {
            return Failed(FunctionFailure.Validation($"{Who(run)} returned an invalid value: {problem.Message}"));
        }
        catch (JavaScriptException problem)
        {
            return Failed(FunctionFailure.Execution($"{Who(run)} threw {ScriptText.Problem(problem)}"));
        }
        catch (PromiseRejectedException problem)
        {
            return Failed(FunctionFailure.Execution($"{Who(run)} rejected with {ScriptText.Rejection(problem.RejectedValue)}"));
        }
        catch (Exception problem) when (Limit(problem) is not null)
        {
            return Failed(FunctionFailure.Execution($"{Who(run)} was stopped: {Limit(problem)}"));
        }
    }

    private static JsValue Call(FunctionRun run)
    {
        var engine = ScriptEngines.Create(run);
        engine.Execute(run.Program.Script);
        var handler = engine.GetValue("handler");
        if (!handler.IsCallable())
            throw new RunStoppedException($"handler is {ScriptResult.Kind(handler)} and no function");
        var result = engine.Call(handler, JsValue.Undefined, [ScriptEvent.Make(engine, run)]);
        if (!result.IsPromise())
            return result;
        engine.Advanced.ProcessTasks();
        // All that a function can wait for has happened by now: what is still open stays open.
        return result.UnwrapIfPromise(TimeSpan.FromTicks(1));
    }

    private static FunctionOutcome Read(FunctionRun run, JsValue result)
    {
        var isRequest = run.Event.EventType == FunctionEvent.ViewerRequest;
        if (result is not ObjectInstance returned || result is JsArray || result.IsCallable())
            throw new InvalidResultException($"{ScriptResult.Kind(result)}, but a {(isRequest ? "request or a response" : "response")} is needed");
        return isRequest && !ScriptResult.IsResponse(returned)
            ? Done(run, ScriptResult.Request(returned, run.Event.Request))
            : Done(run) with { Response = ScriptResult.Response(returned, run.Event.Response) };
    }

    private static FunctionOutcome Done(FunctionRun run, FunctionRequest? request = null) =>
        new() { Request = request, Utilization = run.Budget.Utilization, Log = run.Log.Lines, Origin = run.Origin };

    private static string Who(FunctionRun run) => $"function {run.Program.Name} ({run.Event.EventType})";

    private static string? Limit(Exception problem) => problem switch
    {
        RunStoppedException => problem.Message,
        RecursionDepthOverflowException => $"it called itself more than {FunctionLimits.Recursion} levels deep",
        MemoryLimitExceededException => $"it used more memory than the maximum ({ScriptText.Short(problem.Message)}; our measure)",
        RegexMatchTimeoutException => $"a regular expression took more than {FunctionLimits.RegexTime.TotalMilliseconds} ms",
        TimeoutException or ExecutionCanceledException => $"it took more than {FunctionLimits.WallTime.TotalSeconds} s, or waited for what never comes",
        OutOfMemoryException => "it asked for more memory than there is",
        _ => null,
    };
}
