using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Hosting;

/// <summary>
/// Ends all environments as soon as the host begins to stop: Kestrel waits for its requests to end, and a runtime that
/// asks for its next event waits for ever.
/// </summary>
internal sealed class FunctionsLifetime(FunctionDirectory functions) : IHostedLifecycleService
{
    public Task StoppingAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(functions.All.Select(function => function.StopAsync(cancellationToken)));

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>When the Runtime API answers, environments can be started.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var function in functions.All)
            function.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
