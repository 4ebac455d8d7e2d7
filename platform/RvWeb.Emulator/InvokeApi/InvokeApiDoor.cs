using System.Text;
using System.Text.Json;
using RvWeb.Emulator.EventStream;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Hosting;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.InvokeApi;

/// <summary>The Lambda service's Invoke operation. Source: docs.aws.amazon.com/lambda/latest/api/API_Invoke.html.</summary>
internal sealed class InvokeApiDoor(FunctionDirectory functions, EventQueue events, Func<Guid> newId)
{
    public Task HandleAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Split('/');
        return (context.Request.Method, parts) switch
        {
            ("GET", ["", ".emulator", "health"]) => SendAsync(context, 200, """{"status":"ok"}"""u8.ToArray()),
            ("POST", ["", "2015-03-31", "functions", var name, "invocations"]) => InvokeAsync(context, name),
            ("POST", ["", "2021-11-15", "functions", var name, "response-streaming-invocations"]) => InvokeAsync(context, name, streams: true),
            _ => FailAsync(context, InvokeError.UnknownOperation(context.Request.Method, context.Request.Path)),
        };
    }

    private async Task InvokeAsync(HttpContext context, string name, bool streams = false)
    {
        var id = newId().ToString();
        context.Response.Headers["x-amzn-RequestId"] = id;
        if (functions.Find(name) is not { } function)
        {
            await FailAsync(context, InvokeError.FunctionNotFound(name, functions));
            return;
        }
        var body = await BoundedBody.ReadAsync(context.Request, InvocationRequest.MaximumPayloadBytes, context.RequestAborted);
        if (Check(context.Request, body, streams) is { } error)
        {
            await FailAsync(context, error);
            return;
        }
        await DispatchAsync(context, function, Request(context.Request, id, body!.Value), streams);
    }

    private static InvokeError? Check(HttpRequest request, ReadOnlyMemory<byte>? body, bool streams)
    {
        if (body is not { } payload)
            return InvokeError.TooLarge;
        if (!payload.IsEmpty && InvalidJson(payload.Span) is { } problem)
            return InvokeError.InvalidContent(problem);
        var type = request.Headers["X-Amz-Invocation-Type"].ToString();
        if (streams && type == "Event")
            return InvokeError.EventCannotStream;
        return type is "" or "RequestResponse" or "Event" or "DryRun" ? null : InvokeError.InvalidInvocationType(type);
    }

    private async Task DispatchAsync(HttpContext context, LocalFunction function, InvocationRequest request, bool streams)
    {
        switch (context.Request.Headers["X-Amz-Invocation-Type"].ToString())
        {
            case "Event":
                await events.AddAsync(function, request, context.RequestAborted);
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                break;
            case "DryRun":
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                if (streams)
                    await StreamAsync(context, await function.StreamAsync(request));
                else
                    await AnswerAsync(context, await function.InvokeAsync(request));
                break;
        }
    }

    private static Task StreamAsync(HttpContext context, InvocationResult result)
    {
        if (result.Outcome == InvocationOutcome.Throttled)
            return FailAsync(context, InvokeError.TooManyRequests);
        SetHeaders(context.Response.Headers, result);
        return InvokeEventStream.SendAsync(context, result, () => null);
    }

    private static void SetHeaders(IHeaderDictionary headers, InvocationResult result)
    {
        headers["X-Amz-Executed-Version"] = "$LATEST";
        headers[TraceHeader.Name] = result.TraceHeader;
    }

    private static Task AnswerAsync(HttpContext context, InvocationResult result)
    {
        if (result.Outcome == InvocationOutcome.Throttled)
            return FailAsync(context, InvokeError.TooManyRequests);
        var headers = context.Response.Headers;
        SetHeaders(headers, result);
        if (result.Outcome == InvocationOutcome.Failed)
            headers["X-Amz-Function-Error"] = "Unhandled";
        return SendAsync(context, StatusCodes.Status200OK, result.Payload);
    }

    private static InvocationRequest Request(HttpRequest request, string id, ReadOnlyMemory<byte> body) => new()
    {
        RequestId = id,
        // An absent payload reaches the function as an empty object.
        Payload = body.IsEmpty ? "{}"u8.ToArray() : body,
        ClientContext = ClientContext(request.Headers["X-Amz-Client-Context"].ToString()),
        Parent = TraceHeader.Extract(request.Headers.TraceParent, request.Headers.TraceState, request.Headers[TraceHeader.Name]),
    };

    private static string? ClientContext(string header)
    {
        var decoded = new byte[header.Length];
        return Convert.TryFromBase64String(header, decoded, out var length) && length > 0 ? Encoding.UTF8.GetString(decoded, 0, length) : null;
    }

    private static string? InvalidJson(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload);
            while (reader.Read())
                reader.TrySkip();
            return null;
        }
        catch (JsonException exception)
        {
            return exception.Message;
        }
    }

    private static Task FailAsync(HttpContext context, InvokeError error)
    {
        context.Response.Headers["x-amzn-ErrorType"] = error.Type;
        return SendAsync(context, error.Status, error.Body);
    }

    private static async Task SendAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }
}
