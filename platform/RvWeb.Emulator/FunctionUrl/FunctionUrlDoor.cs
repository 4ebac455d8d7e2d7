using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http.Features;
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
        var headers = context.Request.Headers;
        var caller = TraceHeader.Extract(headers.TraceParent, headers.TraceState, headers[TraceHeader.Name]);
        using var span = ServerSpan.Start(context, caller);
        var trace = span?.Context ?? TraceHeader.OrNew(caller);
        var id = newId().ToString();
        context.Response.Headers["x-amzn-RequestId"] = id;
        context.Response.Headers[TraceHeader.Name] = TraceHeader.Format(trace);

        try
        {
            // Browsers do not sign preflights, so these come before the signature's check.
            var preflight = _cors is not null && CorsPolicy.IsPreflight(context.Request);
            var response = preflight ? FunctionUrlResponse.Preflight : await AnswerAsync(context, id, trace);
            ServerSpan.Finish(span, response.Status);
            await SendAsync(context, response, preflight);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // the viewer has left
        }
    }

    private async Task<FunctionUrlResponse> AnswerAsync(HttpContext context, string id, ActivityContext trace)
    {
        var body = await BoundedBody.ReadAsync(context.Request, InvocationRequest.MaximumPayloadBytes, context.RequestAborted);
        if (body is not { } content)
            return FunctionUrlResponse.TooLarge;
        var viewer = Viewer(context, content);
        if (_signatures?.Verify(viewer) is { } verdict)
        {
            if (verdict.Error is { } error)
                return FunctionUrlResponse.Refused(error);
            viewer = viewer with { Caller = verdict.Caller };
        }
        var payload = _events.Write(viewer, id, time.GetUtcNow(), TraceHeader.Root(trace.TraceId));
        // The limit is the event's, and base64 makes a body a third longer.
        if (payload.Length > InvocationRequest.MaximumPayloadBytes)
            return FunctionUrlResponse.TooLarge;
        return await InvokeAsync(context, new InvocationRequest { RequestId = id, Payload = payload, Parent = trace, Trigger = "http" });
    }

    private async Task<FunctionUrlResponse> InvokeAsync(HttpContext context, InvocationRequest request)
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
            InvocationOutcome.Throttled => FunctionUrlResponse.Throttled,
            _ when result.ErrorType == PlatformError.BuildFailedType => FunctionUrlResponse.BuildFailed(result.LogLine!),
            _ => FunctionUrlResponse.BadGateway,
        };
    }

    private void Explain(string problem) => log.Write(function.Options.Name, $"function URL: {problem}");

    private static ViewerRequest Viewer(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var (path, query) = RequestTarget.Split(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return new ViewerRequest
        {
            Method = context.Request.Method,
            RawPath = path,
            RawQuery = query,
            Protocol = context.Request.Protocol,
            Scheme = context.Request.Scheme,
            Headers = [.. context.Request.Headers],
            Body = body,
            SourceIp = Address(context.Connection.RemoteIpAddress),
            Port = context.Connection.LocalPort,
        };
    }

    private static string Address(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString() ?? "";

    private async Task SendAsync(HttpContext context, FunctionUrlResponse response, bool preflight)
    {
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
            context.Response.Headers.Append(name, value);
        foreach (var cookie in response.Cookies)
            context.Response.Headers.Append("Set-Cookie", cookie);
        if (preflight)
            _cors!.Answer(context.Request, context.Response.Headers);
        else
            _cors?.Append(context.Request, context.Response.Headers);
        var empty = response.Status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified;
        var isHead = HttpMethods.IsHead(context.Request.Method);
        if (response.Stream is { } stream)
        {
            await StreamedBody.SendAsync(context, stream, bodiless: empty || isHead);
            return;
        }
        if (empty)
            return;
        context.Response.ContentLength = response.Body.Length;
        if (!isHead)
            await context.Response.BodyWriter.WriteAsync(response.Body, context.RequestAborted);
    }
}
