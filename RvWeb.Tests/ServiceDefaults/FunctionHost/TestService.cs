using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace RvWeb.Tests.ServiceDefaults.FunctionHost;

/// <summary>A hosted service that notes each call and then does what a test wants there.</summary>
internal sealed class TestService(string name, ConcurrentQueue<string> seen) : IHostedLifecycleService
{
    public Func<CancellationToken, Task> Start { get; init; } = _ => Task.CompletedTask;

    public Func<CancellationToken, Task> Stop { get; init; } = _ => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => NoteAsync("starting");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        seen.Enqueue(name + " start");
        return Start(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => NoteAsync("started");

    public Task StoppingAsync(CancellationToken cancellationToken) => NoteAsync("stopping");

    public Task StopAsync(CancellationToken cancellationToken)
    {
        seen.Enqueue(name + " stop");
        return Stop(cancellationToken);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => NoteAsync("stopped");

    private Task NoteAsync(string step)
    {
        seen.Enqueue($"{name} {step}");
        return Task.CompletedTask;
    }
}
