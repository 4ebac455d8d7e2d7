using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>An origin on a free port; counts what it is asked.</summary>
internal sealed class RunningOrigin : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _arrived = new(0);
    private int _fetches;

    private RunningOrigin(WebApplication app) => _app = app;

    public int Fetches => Volatile.Read(ref _fetches);

    public string Url => _app.Urls.First();

    public static async Task<RunningOrigin> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            // The edge's limits are on trial, not the origin's.
            kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        });
        var app = builder.Build();
        var origin = new RunningOrigin(app);
        app.Run(context =>
        {
            Interlocked.Increment(ref origin._fetches);
            origin._arrived.Release();
            return answer(context);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return origin;
    }

    /// <summary>An origin that always answers the same.</summary>
    public static Task<RunningOrigin> SayingAsync(string text, int status = 200, string? cacheControl = null) => StartAsync(context =>
    {
        context.Response.StatusCode = status;
        if (cacheControl is not null)
            context.Response.Headers.CacheControl = cacheControl;
        return context.Response.WriteAsync(text, context.RequestAborted);
    });

    /// <summary>An origin that never answers.</summary>
    public static Task<RunningOrigin> SilentAsync() => StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

    /// <summary>Waits for one request more than was waited for.</summary>
    public Task ArrivedAsync() => _arrived.WaitAsync(TestContext.Current.CancellationToken);

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
