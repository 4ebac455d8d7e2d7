using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Tests.Lambda;

/// <summary>An app on the Lambda server, with a clock that stands still; its tests map what it answers, and then invoke it.</summary>
public abstract class OnLambdaServer : IAsyncLifetime
{
    private protected FakeTimeProvider Time { get; } = new();

    private protected FakeRuntimeApi Lambda { get; private set; } = null!;

    private protected WebApplication App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddLambdaServer(Lambda.Settings, new InitTimeline(Time, traceParent: null));
        App = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await App.DisposeAsync();
        await Lambda.DisposeAsync();
    }

    private protected async Task<FakeRuntimeApi.Answer> InvokeAsync(JsonNode sent)
    {
        await App.StartAsync(TestContext.Current.CancellationToken);
        Lambda.Queue(sent.Utf8());
        return await Lambda.AnswerAsync();
    }
}
