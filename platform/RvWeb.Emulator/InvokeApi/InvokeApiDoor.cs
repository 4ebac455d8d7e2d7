using RvWeb.Emulator.Control;
using RvWeb.Emulator.EventInvocations;
using RvWeb.Emulator.EventStream;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.FunctionsApi;
using RvWeb.Emulator.Hosting;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.InvokeApi;

/// <summary>The Lambda service's Invoke operation. Source: docs.aws.amazon.com/lambda/latest/api/API_Invoke.html.</summary>
internal sealed class InvokeApiDoor(FunctionDirectory functions, EventQueue events, FunctionsApiDoor others, ControlDoor control, Func<Guid> newId)
{
    public Task HandleAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Split('/');
        return (context.Request.Method, parts) switch
        {
            (_, ["", ControlDoor.Prefix, ..]) => control.HandleAsync(context),
            ("POST", ["", "2015-03-31", "functions", var name, "invocations"]) => InvokeAsync(context, name),
            ("POST", ["", "2021-11-15", "functions", var name, "response-streaming-invocations"]) => InvokeAsync(context, name, streams: true),
            _ => others.HandleAsync(context),
        };
    }

    private async Task InvokeAsync(HttpContext context, string name, bool streams = false)
    {
        var id = newId().ToString();
        context.Response.Headers["x-amzn-RequestId"] = id;
        if (functions.Find(name) is not { } function)
        {
            await ServiceAnswer.FailAsync(context, InvokeError.FunctionNotFound(name, functions));
            return;
        }
        var error = InvokeCall.TryRead(context.Request, name, function.Options, out var call);
        if (streams && call is { Type: InvocationType.Event })
            error ??= InvokeError.EventCannotStream;
        var body = error is null ? await BoundedBody.ReadAsync(context.Request, call.MaximumPayloadBytes, context.RequestAborted) : null;
        error ??= Check(body, call.MaximumPayloadBytes);
        if (error is not null)
            await ServiceAnswer.FailAsync(context, error);
        else
            await DispatchAsync(context, function, call, Request(context.Request, call, id, body!.Value), streams);
    }

    private static InvokeError? Check(ReadOnlyMemory<byte>? body, int limit)
    {
        if (body is not { } payload)
            return InvokeError.TooLarge(limit);
        return !payload.IsEmpty && JsonPayload.Problem(payload.Span) is { } problem ? InvokeError.InvalidContent(problem) : null;
    }

    private async Task DispatchAsync(HttpContext context, LocalFunction function, InvokeCall call, InvocationRequest request, bool streams)
    {
        switch (call.Type)
        {
            case InvocationType.Event when !events.TryAdd(function, request):
                await ServiceAnswer.FailAsync(context, InvokeError.QueueFull);
                break;
            case InvocationType.Event:
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                break;
            case InvocationType.DryRun:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                if (streams)
                    await StreamAsync(context, request, await function.StreamAsync(request));
                else
                    await AnswerAsync(context, request, await function.InvokeAsync(request));
                break;
        }
    }

    private static Task StreamAsync(HttpContext context, InvocationRequest request, InvocationResult result)
    {
        if (result.Outcome == InvocationOutcome.Throttled)
            return ServiceAnswer.FailAsync(context, InvokeError.TooManyRequests);
        SetHeaders(context.Response.Headers, result);
        return InvokeEventStream.SendAsync(context, result, request.Tail);
    }

    private static void SetHeaders(IHeaderDictionary headers, InvocationResult result)
    {
        headers["X-Amz-Executed-Version"] = FunctionArn.Latest;
        headers[TraceHeader.Name] = result.TraceHeader;
    }

    private static async Task AnswerAsync(HttpContext context, InvocationRequest request, InvocationResult result)
    {
        if (result.Outcome == InvocationOutcome.Throttled)
        {
            await ServiceAnswer.FailAsync(context, InvokeError.TooManyRequests);
            return;
        }
        var headers = context.Response.Headers;
        SetHeaders(headers, result);
        if (result.Outcome == InvocationOutcome.Failed)
            headers["X-Amz-Function-Error"] = "Unhandled";
        if (request.Tail is { } tail)
            headers["X-Amz-Log-Result"] = Convert.ToBase64String(await tail.ReadAsync(context.RequestAborted));
        await ServiceAnswer.SendAsync(context, StatusCodes.Status200OK, result.Payload);
    }

    private static InvocationRequest Request(HttpRequest request, InvokeCall call, string id, ReadOnlyMemory<byte> body) => new()
    {
        RequestId = id,
        // An absent payload reaches the function as an empty object.
        Payload = body.IsEmpty ? "{}"u8.ToArray() : body,
        ClientContext = call.ClientContext,
        Qualifier = call.Qualifier,
        TenantId = call.TenantId,
        Tail = call.Tail ? new LogTail() : null,
        Parent = TraceHeader.Extract(request.Headers.TraceParent, request.Headers.TraceState, request.Headers[TraceHeader.Name]),
    };
}
