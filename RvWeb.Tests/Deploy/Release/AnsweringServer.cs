using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Deploy.Release;

/// <summary>A real server on this machine that answers with a status, or never.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _application = null!;

    /// <summary>Completes with the first request.</summary>
    public Task Asked => _asked.Task;

    /// <summary>What each request showed as the origin's secret; null for nothing.</summary>
    public ConcurrentQueue<string?> SecretsShown { get; } = new();

    public string Url { get; private set; } = "";

    internal static Task<AnsweringServer> WithAsync(int status, CancellationToken cancellationToken) => StartAsync(
        context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        },
        cancellationToken);

    internal static Task<AnsweringServer> SilentAsync(CancellationToken cancellationToken) =>
        StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted), cancellationToken);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task<AnsweringServer> StartAsync(RequestDelegate answer, CancellationToken cancellationToken)
    {
        var server = new AnsweringServer();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server._application = builder.Build();
        server._application.Run(context =>
        {
            server.SecretsShown.Enqueue(context.Request.Headers[RvWeb.Deploy.Stack.OriginSecret.Header]);
            server._asked.TrySetResult();
            return answer(context);
        });
        await server._application.StartAsync(cancellationToken);
        server.Url = server._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/health";
        return server;
    }
}
