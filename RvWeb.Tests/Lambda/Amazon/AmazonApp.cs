using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Tests.Lambda.Amazon;

/// <summary>An app hosted with options, on a Runtime API of the test's own.</summary>
internal sealed class AmazonApp : IAsyncDisposable
{
    private AmazonApp(FakeRuntimeApi lambda, WebApplication app, FakeTimeProvider time, ConcurrentQueue<string> log) =>
        (Lambda, App, Time, Log) = (lambda, app, time, log);

    public FakeRuntimeApi Lambda { get; }

    public WebApplication App { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>Level, message and exception of what was logged by our own code or the app's.</summary>
    public ConcurrentQueue<string> Log { get; }

    /// <param name="configure">The options.</param>
    /// <param name="services">Further services.</param>
    /// <param name="variables">What Lambda sets beside <c>AWS_LAMBDA_RUNTIME_API</c>.</param>
    public static async Task<AmazonApp> CreateAsync(
        Action<HostingOptions>? configure = null, Action<IServiceCollection>? services = null, params (string Name, string Value)[] variables)
    {
        var lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        var time = new FakeTimeProvider();
        var log = new ConcurrentQueue<string>();
        var environment = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        environment["AWS_LAMBDA_RUNTIME_API"] = $"{lambda.Endpoint.Host}:{lambda.Endpoint.Port}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(new QueueLoggerProvider(log)).AddFilter("Microsoft", LogLevel.None);
        builder.Services.AddSingleton<TimeProvider>(time);
        services?.Invoke(builder.Services);
        builder.Services.AddLambdaServer(
            builder.Services.AddHostingOptions(configure, environment.GetValueOrDefault), new InitTimeline(time, traceParent: null));
        return new AmazonApp(lambda, builder.Build(), time, log);
    }

    public async Task<FakeRuntimeApi.Answer> InvokeAsync(byte[] json, string id = "request-1")
    {
        await App.StartAsync(TestContext.Current.CancellationToken);
        Lambda.Queue(json, id);
        return await Lambda.AnswerAsync();
    }

    public async Task<JsonNode> InvokeAsync() => (await InvokeAsync(SampleEvents.FunctionUrl().Utf8())).Body;

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Lambda.DisposeAsync();
    }
}
