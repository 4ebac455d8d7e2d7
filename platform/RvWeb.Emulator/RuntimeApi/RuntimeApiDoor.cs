using System.Globalization;
using RvWeb.Emulator.Hosting;

namespace RvWeb.Emulator.RuntimeApi;

/// <summary>HTTP for one environment's <see cref="RuntimeSession"/>. Source: docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.</summary>
internal sealed class RuntimeApiDoor(RuntimeSession session, string functionArn, TimeProvider time)
{
    private const string Prefix = "/2018-06-01/";
    private const string ResponseMode = "Lambda-Runtime-Function-Response-Mode";

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            var answer = await RouteAsync(context, context.RequestAborted);
            if (answer is not null)
                await SendAsync(context, answer);
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // the runtime hung up, or its environment ended while it waited for an event
        }
    }

    private Task<RuntimeAnswer?> RouteAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var path = context.Request.Path.Value!;
        var parts = (path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : path.TrimStart('/')).Split('/');
        return (context.Request.Method, parts) switch
        {
            ("GET", ["runtime", "invocation", "next"]) => NextAsync(context, cancellationToken),
            ("POST", ["runtime", "invocation", var id, "response"]) => ResponseAsync(context, id, cancellationToken),
            ("POST", ["runtime", "invocation", var id, "error"]) => ErrorAsync(context, id, cancellationToken),
            ("POST", ["runtime", "init", "error"]) => InitErrorAsync(context, cancellationToken),
            ("GET", ["runtime", "restore", "next"]) => RestoreNextAsync(context, cancellationToken),
            ("POST", ["runtime", "restore", "error"]) => RestoreErrorAsync(context, cancellationToken),
            ("GET", ["ping"]) => PingAsync(context, cancellationToken),
            _ => Task.FromResult<RuntimeAnswer?>(RuntimeAnswer.NotFound),
        };
    }

    private async Task<RuntimeAnswer?> NextAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await session.NextAsync(cancellationToken) is not { } invocation)
            return RuntimeAnswer.InvalidStateTransition;
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.Request.Qualifier is { } qualifier ? $"{functionArn}:{qualifier}" : functionArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceHeaderValue;
        if (invocation.Request.ClientContext is { } clientContext)
            headers["Lambda-Runtime-Client-Context"] = clientContext;
        if (invocation.Request.TenantId is { } tenant)
            headers["Lambda-Runtime-Aws-Tenant-Id"] = tenant;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Request.Payload.Length;
        await context.Response.BodyWriter.WriteAsync(invocation.Request.Payload, cancellationToken);
        return null;
    }

    private async Task<RuntimeAnswer?> ResponseAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        if (context.Request.Headers.TryGetValue(ResponseMode, out var mode) && mode != "streaming")
            return RuntimeAnswer.InvalidResponseMode;
        if (mode.Count > 0)
            return await StreamedAnswer.ReceiveAsync(session, context.Request, id, time, cancellationToken);
        var body = await BoundedBody.ReadAsync(context.Request, RuntimeAnswer.MaximumResponseBytes, cancellationToken);
        return body is { } payload ? session.Respond(id, payload) : session.RespondTooLarge(id);
    }

    private async Task<RuntimeAnswer?> ErrorAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(context.Request, RuntimeAnswer.MaximumResponseBytes, cancellationToken);
        return body is { } error ? session.Fail(id, error) : session.RespondTooLarge(id);
    }

    private async Task<RuntimeAnswer?> InitErrorAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(context.Request, RuntimeAnswer.MaximumResponseBytes, cancellationToken);
        return body is { } error ? session.FailInit(error, ReportedErrorType.Of(context.Request.Headers[ReportedErrorType.Header])) : RuntimeAnswer.TooLarge;
    }

    private async Task<RuntimeAnswer?> RestoreNextAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var refusal = await session.RestoreNextAsync(cancellationToken);
        if (refusal is null)
            context.Response.ContentLength = 0;
        return refusal;
    }

    private async Task<RuntimeAnswer?> RestoreErrorAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(context.Request, RuntimeAnswer.MaximumResponseBytes, cancellationToken);
        return body is { } error ? session.FailRestore(error, ReportedErrorType.Of(context.Request.Headers[ReportedErrorType.Header])) : RuntimeAnswer.TooLarge;
    }

    private static async Task<RuntimeAnswer?> PingAsync(HttpContext context, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync("pong", cancellationToken);
        return null;
    }

    public static async Task SendAsync(HttpContext context, RuntimeAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }
}
