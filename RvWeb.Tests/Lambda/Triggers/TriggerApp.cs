using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Tests.Lambda.Triggers;

/// <summary>An app behind a Runtime API that hands it events.</summary>
internal sealed class TriggerApp : IAsyncDisposable
{
    private TriggerApp(FakeRuntimeApi lambda, WebApplication app, FakeTimeProvider time) => (Lambda, Web, Time) = (lambda, app, time);

    public FakeRuntimeApi Lambda { get; }

    public WebApplication Web { get; }

    public FakeTimeProvider Time { get; }

    public static async Task<TriggerApp> CreateAsync(Action<IServiceCollection>? services = null, int concurrency = 1)
    {
        var lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        var time = new FakeTimeProvider();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddLambdaServer(lambda.Settings with { Concurrency = concurrency }, new InitTimeline(time, traceParent: null));
        services?.Invoke(builder.Services);
        return new TriggerApp(lambda, builder.Build(), time);
    }

    public Task StartAsync() => Web.StartAsync(TestContext.Current.CancellationToken);

    public async Task<FakeRuntimeApi.Answer> InvokeAsync(byte[] sent)
    {
        if (!Web.Lifetime.ApplicationStarted.IsCancellationRequested)
            await StartAsync();
        Lambda.Queue(sent);
        return await Lambda.AnswerAsync();
    }

    public Task<FakeRuntimeApi.Answer> InvokeAsync(JsonNode sent) => InvokeAsync(sent.Utf8());

    public Task<FakeRuntimeApi.Answer> InvokeAsync(string json) => InvokeAsync(Encoding.UTF8.GetBytes(json));

    public Task<FakeRuntimeApi.Answer> InvokeSampleAsync(string name) => InvokeAsync(Sample(name).Utf8());

    public static JsonObject Sample(string name) => SampleEvents.Parse("Triggers/" + name);

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        await Lambda.DisposeAsync();
    }
}
