using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RvWeb.Aspire.Running;
using RvWeb.Aspire.Testing;

namespace Aspire.Hosting;

/// <summary>The application of an AppHost: every resource, started and stopped together.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private const int WrongInput = 2;

    private readonly IHost _host;
    private readonly EntryPointRun? _entryPoint;
    private bool _isStarted;

    /// <summary>Makes the application of a host.</summary>
    /// <param name="host">The host built for it.</param>
    public DistributedApplication(IHost host)
        : this(host, entryPoint: null)
    {
    }

    internal DistributedApplication(IHost host, EntryPointRun? entryPoint) => (_host, _entryPoint) = (host, entryPoint);

    /// <summary>Services of the AppHost itself.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The state of every resource.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Executes the commands of resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    private bool IsStopping => Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    // Whether the AppHost's program asks, or the test that runs it.
    private bool IsAskedByProgram => _entryPoint is not null && ReferenceEquals(EntryPointRun.Current, _entryPoint);

    private AppHostCommandLine CommandLine => Services.GetRequiredService<AppHostCommandLine>();

    /// <summary>Starts to describe an application without a command line.</summary>
    /// <returns>A builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Starts to describe an application.</summary>
    /// <param name="args">The AppHost's command line: <c>--no-dashboard</c>, <c>--help</c>.</param>
    /// <returns>A builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Starts to describe an application.</summary>
    /// <param name="options">How it is built.</param>
    /// <returns>A builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new DistributedApplicationBuilder(options, EntryPointRun.Current?.Setup);
    }

    /// <summary>Runs until Ctrl-C. Wrong input is told in one line and makes the exit code 2.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs until Ctrl-C or until cancelled.</summary>
    /// <param name="cancellationToken">Stops everything.</param>
    /// <returns>Completes when everything has stopped.</returns>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (IsAskedByProgram)
        {
            await StartAsync(cancellationToken);
            await _host.WaitForShutdownAsync(cancellationToken);
        }
        else if (CommandLine.Error is { } error)
            Fail(error, WrongInput);
        else if (CommandLine.AsksForHelp)
            CommandLine.WriteHelp(Console.Out);
        else
            await RunResourcesAsync(cancellationToken);
    }

    /// <summary>Starts the resources and returns; <see cref="ResourceNotifications"/> tells when they are there.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when everything is on its way.</returns>
    public virtual Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (CommandLine.Error is { } error)
            throw new DistributedApplicationException(error);
        _isStarted = true;
        if (_entryPoint is null)
            return _host.StartAsync(cancellationToken);
        return IsAskedByProgram ? _entryPoint.StartAsync(_host, cancellationToken) : _entryPoint.StartAsync(cancellationToken);
    }

    /// <summary>Stops the resources: SIGTERM, four seconds, SIGKILL.</summary>
    /// <param name="cancellationToken">Not needed to limit the time.</param>
    /// <returns>Completes when nothing runs any more.</returns>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>Ends what runs and frees what the AppHost holds.</summary>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what runs and frees what the AppHost holds.</summary>
    /// <returns>Completes when it is done.</returns>
    public virtual async ValueTask DisposeAsync()
    {
        if (_isStarted)
            await StopAsync(CancellationToken.None);
        if (_entryPoint is not null && !IsAskedByProgram)
            await _entryPoint.DisposeAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task RunResourcesAsync(CancellationToken cancellationToken)
    {
        using var signals = new StopSignals(Services.GetRequiredService<StopPatience>());
        try
        {
            await StartAsync(cancellationToken);
            await _host.WaitForShutdownAsync(cancellationToken);
        }
        catch (DistributedApplicationException failure)
        {
            Fail(failure.Message, exitCode: 1);
            await StopAsync(CancellationToken.None);
        }
        catch (OperationCanceledException) when (IsStopping)
        {
            await StopAsync(CancellationToken.None); // Ctrl-C before everything was on its way
        }
        await DisposeAsync();
    }

    private static void Fail(string message, int exitCode)
    {
        Console.Error.WriteLine(message);
        Environment.ExitCode = exitCode;
    }
}
