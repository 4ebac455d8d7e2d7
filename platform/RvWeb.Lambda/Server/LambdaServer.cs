using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Requests;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.SnapStart;
using RvWeb.Lambda.Telemetry;
using RvWeb.Lambda.Triggers.Routing;

namespace RvWeb.Lambda.Server;

/// <summary>An <see cref="IServer"/> whose requests are the invocations that the Runtime API hands out.</summary>
internal sealed partial class LambdaServer : IServer
{
    /// <summary>
    /// What a handler gets to finish by itself before <c>RequestAborted</c> tells it to: half of the time that is left between
    /// SIGTERM and SIGKILL.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly LambdaSettings _settings;
    private readonly InitTimeline _timeline;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider _time;
    private readonly ILogger<LambdaServer> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly CancellationTokenSource _givenUp = new();
    private readonly CancellationTokenRegistration _onStarted;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action? _runFirst;
    private Thread?[] _loops = [];
    private ShutdownExtension? _extension;
    private int _running;

    public LambdaServer(
        LambdaSettings settings, InitTimeline timeline, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LambdaServer> logger)
    {
        (_settings, _timeline, _lifetime, _time, _logger) = (settings, timeline, lifetime, time, logger);
        // The host makes its server when all else is built and the start begins.
        timeline.AppBuilt();
        // Asking for the first invocation ends the init phase, so it waits for all hosted services and for what the app
        // itself does at ApplicationStarted: who registers first is called last.
        _onStarted = lifetime.ApplicationStarted.UnsafeRegister(static server => ((LambdaServer)server!).BeginFirst(), this);
    }

    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <summary>What SnapStart puts before the first invocation; null without it.</summary>
    public Snapshot? Snapshot { get; init; }

    /// <summary>The thread of the first loop, if it is there already.</summary>
    public HeadStart? HeadStart { get; init; }

    /// <summary>What the app has mapped besides HTTP.</summary>
    public EventTriggers? Triggers { get; init; }

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        if (_loops.Length > 0)
            return Task.CompletedTask;
        // Threads that block start sooner than a pool and a socket engine, and wake up faster.
        _loops = new Thread[_settings.Concurrency];
        _running = _loops.Length;
        _runFirst = () => RunFirst(application);
        // A host may have started before its server.
        if (_lifetime.ApplicationStarted.IsCancellationRequested)
            BeginFirst();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _onStarted.DisposeAsync();
        await _stopping.CancelAsync();
        if (!Array.Exists(_loops, static loop => loop is { IsAlive: true }))
            return;
        await using var grace = _time.CreateTimer(static aborted => ((CancellationTokenSource)aborted!).Cancel(), _aborted, Grace, Timeout.InfiniteTimeSpan);
        try
        {
            await _ended.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host waits no longer: the handler is told so, and one that does not listen ends with the process.
            await _aborted.CancelAsync();
            await _givenUp.CancelAsync();
        }
    }

    public void Dispose()
    {
        // A host that is disposed without being stopped must not leave the loops polling.
        _stopping.Cancel();
        _extension?.Dispose();
        _stopping.Dispose();
        _aborted.Dispose();
        _givenUp.Dispose();
    }

    private void BeginFirst()
    {
        if (Interlocked.Exchange(ref _runFirst, null) is { } run)
            _loops[0] = HeadStart?.Continue(run) ?? Begin(run);
    }

    private static Thread Begin(Action run)
    {
        var thread = new Thread(run.Invoke) { IsBackground = true, Name = "RvWeb.Lambda" };
        thread.Start();
        return thread;
    }

    /// <summary>What has to be said before any invocation is asked for is said by the first loop.</summary>
    private void RunFirst<TContext>(IHttpApplication<TContext> application)
        where TContext : notnull
    {
        _extension = HeadStart?.Extension;
        if (HeadStart is null && _settings.AsksForShutdown)
        {
            _extension = new ShutdownExtension(_settings.Endpoint, _time);
            _extension.Begin();
        }

        if (Snapshot is null)
            RunAll(application);
        else if (PassesSnapshot(application, Snapshot))
            RunRestored(application);
        else
            _ended.SetResult();
    }

    private bool PassesSnapshot<TContext>(IHttpApplication<TContext> application, Snapshot snapshot)
        where TContext : notnull
    {
        try
        {
            if (snapshot.TryPass(application, _stopping.Token))
                return true;
            StopFailed();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped before the snapshot, or while it was taken.
        }

        return false;
    }

    /// <summary>
    /// On a thread that the snapshot does not know: what seeds its random numbers once per thread, like trace ids and
    /// <c>Random.Shared</c>, would make the same ones in all environments.
    /// </summary>
    private void RunRestored<TContext>(IHttpApplication<TContext> application)
        where TContext : notnull => _loops[0] = Begin(() => RunAll(application));

    private void RunAll<TContext>(IHttpApplication<TContext> application)
        where TContext : notnull
    {
        for (var i = 1; i < _loops.Length; i++)
            _loops[i] = Begin(() => Run(application, new RuntimeApiClient(_settings.Endpoint)));
        Run(application, HeadStart?.Client ?? new RuntimeApiClient(_settings.Endpoint), _extension);
    }

    private void Run<TContext>(IHttpApplication<TContext> application, RuntimeApiClient client, ShutdownExtension? extension = null)
        where TContext : notnull
    {
        try
        {
            using var connection = client;
            using var requests = new RequestProcessor<TContext>(application, client, _settings, _time, _logger, _aborted.Token, _givenUp.Token);
            var triggers = Triggers?.Map?.CreateProcessor(client, new InvocationLifetime(_time, _aborted.Token), _logger, _givenUp.Token);
            _timeline.Ready();
            new InvocationLoop<TContext>(requests, client, _timeline, _settings, _logger, triggers, extension).Run(_stopping.Token, _givenUp.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped while waiting for the next invocation.
        }
        catch (Exception exception)
        {
            Log.LoopFailed(_logger, exception);
            StopFailed();
        }
        finally
        {
            if (Interlocked.Decrement(ref _running) == 0)
                _ended.SetResult();
        }
    }

    private void StopFailed()
    {
        Environment.ExitCode = 1;
        _lifetime.StopApplication();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "The invocation loop failed; the app stops.")]
        public static partial void LoopFailed(ILogger logger, Exception exception);
    }
}
