using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Server;

namespace RvWeb.Tests.Lambda;

/// <summary>Lambda's side of the Runtime API: hands out what a test queues and keeps what it is told.</summary>
internal sealed class FakeRuntimeApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<(string Id, byte[] Event)> _events = Channel.CreateUnbounded<(string, byte[])>();
    private readonly Channel<Answer> _answers = Channel.CreateUnbounded<Answer>();
    private readonly Channel<Streaming> _streams = Channel.CreateUnbounded<Streaming>();
    private readonly Channel<bool> _asked = Channel.CreateUnbounded<bool>();

    private FakeRuntimeApi(WebApplication app) => _app = app;

    public sealed record Answer(string Path, JsonNode Body, string? ErrorType);

    /// <summary>A response that comes while it is written; it is accepted when <see cref="Accepted"/> is set.</summary>
    public sealed record Streaming(HttpRequest Request, TaskCompletionSource Accepted);

    public LambdaSettings Settings => new() { Endpoint = Endpoint };

    public RuntimeApiEndpoint Endpoint => new("127.0.0.1", new Uri(_app.Services.GetServerAddresses()).Port, "");

    public DateTimeOffset Deadline { get; set; } = DateTimeOffset.MaxValue;

    public string? TraceId { get; set; }

    public bool KnowsExtensions { get; set; } = true;

    public TaskCompletionSource ExtensionWaits { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource RestoreWaits { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set when the environment is restored from its snapshot.</summary>
    public TaskCompletionSource Restored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was asked for, in its order.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>Further headers of <c>next</c>.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    public static async Task<FakeRuntimeApi> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        var api = new FakeRuntimeApi(builder.Build());
        api._app.MapGet("/2018-06-01/runtime/invocation/next", api.NextAsync);
        api._app.MapGet("/2018-06-01/runtime/restore/next", api.RestoreAsync);
        api._app.MapPost("/2018-06-01/runtime/{**path}", api.TakeAsync);
        api._app.MapPost("/2020-01-01/extension/register", (Delegate)api.RegisterAsync);
        api._app.MapGet("/2020-01-01/extension/event/next", api.WaitForShutdownAsync);
        await api._app.StartAsync(cancellationToken);
        return api;
    }

    public void Queue(byte[] json, string id = "8476a536-e9f4-11e8-9739-2dfe598c3fcd") => _events.Writer.TryWrite((id, json));

    public async Task<Answer> AnswerAsync() => await _answers.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<Streaming> StreamAsync() => await _streams.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until the function has asked for an invocation so many times more: then it is done with those before.</summary>
    public async Task NextAskedAsync(int times)
    {
        for (var i = 0; i < times; i++)
            await _asked.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> RegisterAsync(HttpContext context)
    {
        var events = await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
        if (KnowsExtensions)
            context.Response.Headers["Lambda-Extension-Identifier"] = "extension-1";
        Calls.Enqueue($"register {context.Request.Headers["Lambda-Extension-Name"]} {events}");
        return KnowsExtensions ? Results.Json(new { functionName = "web" }) : Results.NotFound();
    }

    private async Task WaitForShutdownAsync(HttpContext context)
    {
        var hangsUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(hangsUp.SetResult);
        Calls.Enqueue($"event/next {context.Request.Headers["Lambda-Extension-Identifier"]}");
        ExtensionWaits.TrySetResult();
        await hangsUp.Task;
    }

    private async Task RestoreAsync(HttpContext context)
    {
        Calls.Enqueue("restore/next");
        RestoreWaits.TrySetResult();
        try
        {
            await Restored.Task.WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The function stopped waiting.
        }
    }

    private async Task NextAsync(HttpContext context)
    {
        Calls.Enqueue("next");
        _asked.Writer.TryWrite(true);
        try
        {
            var (id, json) = await _events.Reader.ReadAsync(context.RequestAborted);
            context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = id;
            context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["Lambda-Runtime-Trace-Id"] = TraceId;
            foreach (var (name, value) in Headers)
                context.Response.Headers[name] = value;
            await context.Response.Body.WriteAsync(json);
        }
        catch (OperationCanceledException)
        {
            // The function stopped waiting.
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        if (context.Request.Headers["Lambda-Runtime-Function-Response-Mode"] == "streaming")
        {
            var streaming = new Streaming(context.Request, new TaskCompletionSource());
            await _streams.Writer.WriteAsync(streaming);
            await streaming.Accepted.Task;
            return;
        }

        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        await _answers.Writer.WriteAsync(new Answer(
            (string)context.Request.RouteValues["path"]!, body!, context.Request.Headers["Lambda-Runtime-Function-Error-Type"]));
    }
}
