using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>
/// The app's hosted services and its server: each step is taken by all before any takes the next; they are stopped in the
/// opposite order (learn.microsoft.com/aspnet/core/fundamentals/host/hosted-services).
/// </summary>
internal sealed partial class HostedServices(IServiceProvider services, HostedServer server, IHostApplicationLifetime lifetime)
{
    private IHostedService[] _all = [];

    private HostOptions Options => services.GetRequiredService<IOptions<HostOptions>>().Value;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _all = [.. services.GetServices<IHostedService>(), server];
        // What the options say of a start is about services of the app's own: a function without any does not pay for them.
        if (_all.Length == 1)
            await server.StartAsync(cancellationToken);
        else
            await StartAsync(Options, cancellationToken);
    }

    /// <summary>Stops all, whatever one of them throws. If none was started, says only that the app stops.</summary>
    public async Task StopAsync(HostedSteps steps, CancellationToken cancellationToken)
    {
        var all = _all.Reverse().ToList();
        var withSteps = all.OfType<IHostedLifecycleService>().ToList();
        await steps.TakeAsync(withSteps, service => service.StoppingAsync(cancellationToken));
        lifetime.StopApplication();
        await steps.TakeAsync(all, service => service.StopAsync(cancellationToken));
        await steps.TakeAsync(withSteps, service => service.StoppedAsync(cancellationToken));
    }

    private async Task StartAsync(HostOptions options, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        patience.CancelAfter(options.StartupTimeout);
        var steps = new HostedSteps(options.ServicesStartConcurrently, endsAtFailure: !options.ServicesStartConcurrently);
        var withSteps = _all.OfType<IHostedLifecycleService>().ToList();
        await steps.TakeAsync(withSteps, service => service.StartingAsync(patience.Token));
        steps.ThrowFailures("start");
        await steps.TakeAsync(_all, service => StartAsync(service, options, patience.Token));
        steps.ThrowFailures("start");
        await steps.TakeAsync(withSteps, service => service.StartedAsync(patience.Token));
        steps.ThrowFailures("start");
    }

    private async Task StartAsync(IHostedService service, HostOptions options, CancellationToken cancellationToken)
    {
        await service.StartAsync(cancellationToken);
        if (service is BackgroundService { ExecuteTask: { } work })
            // Ends with the service, throws nothing, and who stops the service waits for it.
            _ = WatchAsync(work, options);
    }

    /// <summary>A background service that fails ends the app, unless <see cref="HostOptions"/> says to go on.</summary>
    private async Task WatchAsync(Task work, HostOptions options)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Stopped, as it was asked to.
        }
        catch (Exception exception)
        {
            var goesOn = options.BackgroundServiceExceptionBehavior == BackgroundServiceExceptionBehavior.Ignore;
            Log.Failed(services.GetRequiredService<ILoggerFactory>().CreateLogger<HostedServices>(), exception, goesOn ? "goes on" : "stops");
            if (!goesOn)
                lifetime.StopApplication();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A background service failed; the app {Consequence}.")]
        public static partial void Failed(ILogger logger, Exception exception, string consequence);
    }
}
