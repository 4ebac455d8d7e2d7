using System.Diagnostics;
using RvWeb.Emulator.Cors;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Hosting;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.RuntimeApi;
using RvWeb.Emulator.Signatures;
using RvWeb.Emulator.Streaming;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.FunctionUrl;

/// <summary>HTTP in front of one function.</summary>
internal sealed class FunctionUrlDoor(LocalFunction function, FrontDoorOptions options, FunctionLog log, TimeProvider time, Func<Guid> newId)
{
    private readonly FunctionUrlEvent _events = new(FunctionUrlAddress.For(function.Options.Name, function.Options.Region));
    private readonly CorsPolicy? _cors = options.Cors is null ? null : new CorsPolicy(options.Cors);
    private readonly SignatureVerifier? _signatures = options.AuthType == AuthType.AwsIam
        ? new SignatureVerifier(options.SigningKeys, function.Options.Region, "lambda", time)
        : null;

    public async Task HandleAsync(HttpContext context)
    {
        using var span = ServerSpan.Start(context, out var trace);
        var id = newId().ToString();
        context.Response.Headers["x-amzn-RequestId"] = id;
        context.Response.Headers[TraceHeader.Name] = TraceHeader.Format(trace);

        try
        {
            // Browsers do not sign preflights, so these come before the signature's check.
            var preflight = _cors is not null && CorsPolicy.IsPreflight(context.Request);
            var response = preflight ? FunctionUrlResponses.Preflight : await AnswerAsync(context, id, trace);
            ServerSpan.Finish(span, response.Status);
            await SendAsync(context, response, preflight);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // the viewer has left
        }
    }

    private async Task<ViewerResponse> AnswerAsync(HttpContext context, string id, ActivityContext trace)
    {
        var body = await BoundedBody.ReadAsync(context.Request, InvocationRequest.MaximumPayloadBytes, context.RequestAborted);
        if (body is not { } content)
            return FunctionUrlResponses.TooLarge;
        var viewer = ViewerRequest.Of(context) with { Body = content };
        if (_signatures?.Verify(viewer) is { } verdict)
        {
            if (verdict.Error is { } error)
                return FunctionUrlResponses.Refused(error);
            viewer = viewer with { Caller = verdict.Caller };
        }
        var payload = _events.Write(viewer, id, time.GetUtcNow(), TraceHeader.Root(trace.TraceId));
        // The limit is the event's, and base64 makes a body a third longer.
        if (payload.Length > InvocationRequest.MaximumPayloadBytes)
            return FunctionUrlResponses.TooLarge;
        return await InvokeAsync(context, new InvocationRequest { RequestId = id, Payload = payload, Parent = trace, Qualifier = options.Qualifier, Trigger = "http" });
    }

    private async Task<ViewerResponse> InvokeAsync(HttpContext context, InvocationRequest request)
    {
        var streams = options.InvokeMode == InvokeMode.ResponseStream;
        var result = await function.StreamAsync(request);
        if (!streams && result.Stream is { } unwanted)
        {
            Explain("the function streams its response and this URL is buffered; --invoke-mode response-stream passes it on as it comes.");
            result = await unwanted.CollectAsync(RuntimeAnswer.MaximumResponseBytes);
        }
        if (result.TraceHeader is { } header)
            context.Response.Headers[TraceHeader.Name] = header;
        return result.Outcome switch
        {
            InvocationOutcome.Succeeded when result.Stream is { } stream => await StreamedResponseReader.ReadAsync(stream, Explain, context.RequestAborted),
            InvocationOutcome.Succeeded when streams => StreamedResponseReader.Read(result.Payload),
            InvocationOutcome.Succeeded => FunctionUrlResponseReader.Read(result.Payload),
            InvocationOutcome.Throttled => FunctionUrlResponses.Throttled,
            _ => ViewerResponse.OfFailedBuild(result) ?? FunctionUrlResponses.BadGateway,
        };
    }

    private void Explain(string problem) => log.Write(function.Options.Name, $"function URL: {problem}");

    private async Task SendAsync(HttpContext context, ViewerResponse response, bool preflight)
    {
        ViewerResponseWriter.WriteHead(context, response);
        if (preflight)
            _cors!.Answer(context.Request, context.Response.Headers);
        else
            _cors?.Append(context.Request, context.Response.Headers);
        await ViewerResponseWriter.WriteBodyAsync(context, response, context.RequestAborted);
    }
}
