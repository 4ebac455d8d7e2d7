using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>
/// The app's hosted services: started one after another before the server, stopped behind it in the opposite order
/// (learn.microsoft.com/aspnet/core/fundamentals/host/hosted-services).
/// </summary>
internal sealed partial class HostedServices(IServiceProvider services, IHostApplicationLifetime lifetime)
{
    private IHostedService[] _all = [];
    private Task[] _watched = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _all = [.. services.GetServices<IHostedService>()];
        if (_all.Length == 0)
            return;
        foreach (var service in _all.OfType<IHostedLifecycleService>())
            await service.StartingAsync(cancellationToken);
        foreach (var service in _all)
            await service.StartAsync(cancellationToken);
        _watched = [.. _all.OfType<BackgroundService>().Select(WatchAsync)];
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var service in _all.OfType<IHostedLifecycleService>())
            await service.StartedAsync(cancellationToken);
    }

    /// <summary>Stops all, whatever one of them throws.</summary>
    /// <exception cref="AggregateException">Some could not be stopped.</exception>
    public async Task StopAsync(IServer server, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var service in _all.OfType<IHostedLifecycleService>().Reverse())
            await TryAsync(service.StoppingAsync, failures, cancellationToken);
        await TryAsync(server.StopAsync, failures, cancellationToken);
        foreach (var service in _all.Reverse())
            await TryAsync(service.StopAsync, failures, cancellationToken);
        foreach (var service in _all.OfType<IHostedLifecycleService>().Reverse())
            await TryAsync(service.StoppedAsync, failures, cancellationToken);
        await Task.WhenAll(_watched).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (failures.Count > 0)
            throw new AggregateException("One or more hosted services failed to stop.", failures);
    }

    private static async Task TryAsync(Func<CancellationToken, Task> stop, List<Exception> failures, CancellationToken cancellationToken)
    {
        try
        {
            await stop(cancellationToken);
        }
        catch (Exception exception)
        {
            failures.Add(exception);
        }
    }

    /// <summary>A background service that fails ends the app, unless <see cref="HostOptions"/> says to go on.</summary>
    private async Task WatchAsync(BackgroundService service)
    {
        try
        {
            await (service.ExecuteTask ?? Task.CompletedTask);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Stopped, as it was asked to.
        }
        catch (Exception exception)
        {
            var goOn = services.GetRequiredService<IOptions<HostOptions>>().Value.BackgroundServiceExceptionBehavior
                == BackgroundServiceExceptionBehavior.Ignore;
            Log.Failed(services.GetRequiredService<ILoggerFactory>().CreateLogger<HostedServices>(), exception, goOn ? "goes on" : "stops");
            if (!goOn)
                lifetime.StopApplication();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A background service failed; the app {Consequence}.")]
        public static partial void Failed(ILogger logger, Exception exception, string consequence);
    }
}
