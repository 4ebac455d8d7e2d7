using System.Diagnostics;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Hosting;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.FrontDoors;

/// <summary>Leads a request through a front door to the function, and the function's answer back.</summary>
internal sealed class FrontDoorHandler(IFrontDoor door, LocalFunction function, FunctionDirectory functions, FunctionLog log, TimeProvider time, Func<Guid> newId)
{
    public async Task HandleAsync(HttpContext context)
    {
        using var span = ServerSpan.Start(context, out var trace);
        var stamp = EventStamp.Create(newId(), time.GetUtcNow(), TraceHeader.Root(trace.TraceId));
        door.Mark(context.Response.Headers, stamp, TraceHeader.Format(trace));
        try
        {
            var response = await AnswerAsync(context, stamp, trace);
            ServerSpan.Finish(span, response.Status);
            if (response.Problem is { } problem)
                log.Write(function.Options.Name, $"{door.Name}: {problem} Answered {response.Status}.");
            ViewerResponseWriter.WriteHead(context, response);
            await ViewerResponseWriter.WriteBodyAsync(context, response, context.RequestAborted);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // the viewer has left; an invocation that has begun goes on
        }
    }

    private async Task<ViewerResponse> AnswerAsync(HttpContext context, EventStamp stamp, ActivityContext trace)
    {
        var request = door.Route(ViewerRequest.Of(context));
        if (door.Refuse(request) is { } refusal)
            return refusal;
        if (await BoundedBody.ReadAsync(context.Request, door.MaximumBodyBytes, context.RequestAborted) is not { } body)
            return door.Errors.TooLarge;
        request = request with { Body = body };
        var payload = door.Write(request, stamp);
        // Lambda's own limit is for the event, and base64 makes a body a third longer.
        if (payload.Length > InvocationRequest.MaximumPayloadBytes)
            return door.Errors.TooLarge with { Problem = $"the event has {payload.Length} bytes, and Lambda takes {InvocationRequest.MaximumPayloadBytes}." };
        try
        {
            var target = request.Route is { } match ? functions.Find(match.Route.Function)! : function;
            var invocation = target.InvokeAsync(new InvocationRequest { RequestId = newId().ToString(), Payload = payload, Parent = trace, Trigger = "http" });
            var result = await invocation.WaitAsync(door.Timeout, time, context.RequestAborted);
            if (result.TraceHeader is { } header)
                door.Mark(context.Response.Headers, stamp, header);
            return Answer(result, request);
        }
        catch (TimeoutException)
        {
            return door.Errors.TimedOut with { Problem = $"the function has not answered within {door.Timeout.TotalSeconds} seconds; it runs on." };
        }
    }

    private ViewerResponse Answer(InvocationResult result, ViewerRequest request)
    {
        if (result.Outcome == InvocationOutcome.Throttled)
            return door.Errors.Throttled;
        if (result.Outcome == InvocationOutcome.Failed)
            return ViewerResponse.OfFailedBuild(result) ?? door.Errors.Failed;
        try
        {
            return door.Read(result.Payload, request);
        }
        catch (MalformedResponseException malformed)
        {
            return door.Errors.Malformed with { Problem = malformed.Message };
        }
    }
}
