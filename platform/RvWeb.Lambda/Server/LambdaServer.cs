using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Lambda.Server;

/// <summary>An <see cref="IServer"/> whose requests are the invocations that the Runtime API hands out.</summary>
internal sealed partial class LambdaServer : IServer
{
    private readonly RuntimeApiEndpoint _endpoint;
    private readonly InitTimeline _timeline;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider _time;
    private readonly ILogger<LambdaServer> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _onStarted;
    private Thread? _loop;

    public LambdaServer(
        RuntimeApiEndpoint endpoint, InitTimeline timeline, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LambdaServer> logger)
    {
        (_endpoint, _timeline, _lifetime, _time, _logger) = (endpoint, timeline, lifetime, time, logger);
        // The host makes its server when all else is built and the start begins.
        timeline.AppBuilt();
    }

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        if (_loop is not null)
            return Task.CompletedTask;
        // One thread that blocks starts sooner than a pool and a socket engine, and wakes up faster.
        _loop = new Thread(() => Run(application)) { IsBackground = true, Name = "RvWeb.Lambda" };
        // Asking for the first invocation ends the init phase, so it waits for all hosted services.
        _onStarted = _lifetime.ApplicationStarted.UnsafeRegister(static loop => ((Thread)loop!).Start(), _loop);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _onStarted.DisposeAsync();
        await _stopping.CancelAsync();
        if (_loop is not { IsAlive: true })
            return;
        try
        {
            await _ended.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host waits no longer: the handler is told so, and one that does not listen ends with the process.
            await _aborted.CancelAsync();
        }
    }

    public void Dispose()
    {
        // A host that is disposed without being stopped must not leave the loop polling.
        _stopping.Cancel();
        _stopping.Dispose();
        _aborted.Dispose();
    }

    private void Run<TContext>(IHttpApplication<TContext> application)
        where TContext : notnull
    {
        try
        {
            using var client = new RuntimeApiClient(_endpoint);
            _timeline.Ready();
            new InvocationLoop<TContext>(application, client, _timeline, _time, _logger).Run(_stopping.Token, _aborted.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped while waiting for the next invocation.
        }
        catch (Exception exception)
        {
            Log.LoopFailed(_logger, exception);
            Environment.ExitCode = 1;
            _lifetime.StopApplication();
        }
        finally
        {
            _ended.SetResult();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "The invocation loop failed; the app stops.")]
        public static partial void LoopFailed(ILogger logger, Exception exception);
    }
}
