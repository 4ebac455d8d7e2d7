using System.Diagnostics;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Hosting;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.RuntimeApi;
using RvWeb.Processes;

namespace RvWeb.Emulator.Environments;

/// <summary>One process of a function with a Runtime API of its own: started, used for one invocation at a time, ended once.</summary>
internal sealed class ExecutionEnvironment : IAsyncDisposable
{
    // Source: docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html, Init phase.
    private static readonly TimeSpan InitLimit = TimeSpan.FromSeconds(10);

    // A runtime that reported init/error is about to exit by itself, and its last lines are worth having.
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromMilliseconds(500);

    private readonly FunctionOptions _function;
    private readonly EnvironmentResources _resources;
    private readonly EnvironmentEvents _events;
    private readonly RuntimeSession _session;
    private readonly EnvironmentClock _clock;
    private readonly PlatformLog _log;
    private readonly EnvironmentInit _init;
    private readonly InvocationReport _report;
    private readonly Freezer _freezer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTimeOffset _since;
    private ChildProcess? _process;
    private RuntimeApiListener? _listener;
    private TimeSpan _grace = TimeSpan.Zero;
    private Task _lifetime = Task.CompletedTask;
    private long _invocations;

    public ExecutionEnvironment(FunctionOptions function, EnvironmentResources resources, EnvironmentEvents events, EnvironmentLaunch launch)
    {
        _function = function;
        _resources = resources;
        _events = events;
        Launch = launch;
        _since = resources.Time.GetUtcNow();
        _session = new RuntimeSession(OnNext, OnInitFailed);
        _clock = new EnvironmentClock(resources.Time, OnDue);
        _log = new PlatformLog(function.Name, function.Logs, resources.Log, resources.Time);
        _init = new EnvironmentInit(function, resources, launch, _log);
        _freezer = new Freezer(function.Freeze, signal => _process?.Signal(signal));
        _report = new InvocationReport(
            function, _log, resources.Time, () => _process is { Id: var id } ? PeakMemory.OfProcess(id) : null,
            () => _process?.OutputDrainedAsync() ?? Task.CompletedTask);
    }

    public EnvironmentLaunch Launch { get; }

    /// <summary>The environment that takes this one's place once its processes are gone, to run the init again.</summary>
    public ExecutionEnvironment? Successor { get; set; }

    public RuntimeState State => _session.State;

    public bool HasInitialized => _init.Duration is not null;

    public bool HasRun => Interlocked.Read(ref _invocations) > 0;

    public EnvironmentSnapshot Snapshot() => new(
        Launch.Instance, Phase(), _since, Interlocked.Read(ref _invocations), _process is { Id: var id } ? PeakMemory.OfProcess(id) : null, _process?.Id);

    /// <summary>Spawns the process. A program that cannot be started ends the environment like any other failure.</summary>
    public void Start(ActivityContext invoke)
    {
        if (State == RuntimeState.Ended)
            return;
        BeginInit(invoke);
        _listener = _resources.Transport.Listen(new Door(new RuntimeApiDoor(_session, _function.Arn).HandleAsync));
        try
        {
            _process = ChildProcess.Start(ProcessOptions(_listener.HostAndPort), _resources.Guard);
            _init.RunsAs(_process.Id);
        }
        catch (ChildProcessException exception)
        {
            End(id => PlatformError.InvalidEntrypoint(id, exception.Message));
        }
        using (ExecutionContext.SuppressFlow())
            _lifetime = LiveAsync();
    }

    /// <summary>Gives the environment, which must be free, an event.</summary>
    /// <returns>False if it has ended meanwhile.</returns>
    public bool TryRun(Invocation invocation, bool coldStart)
    {
        Interlocked.Increment(ref _invocations);
        if (invocation != Launch.Within)
            _clock.Set(_function.Timeout);
        _report.Begin(invocation);
        _freezer.Wake();
        return _session.TryRun(invocation, _resources.Time.GetUtcNow() + _function.Timeout, Launch.Instance, coldStart);
    }

    /// <summary>Takes the environment out of use and kills its process. Whatever it was doing fails with the given error.</summary>
    public void End(Func<string, InvocationResult> error)
    {
        if (!_session.TryEnd(out _, out var running))
            return;
        _clock.Stop();
        _freezer.Wake();
        var failedInit = !HasInitialized;
        _init.End(error("").ErrorType);
        if (failedInit && Launch.Within is { } within)
        {
            _report.Begin(within);
            running = within;
        }
        running?.TryComplete(error(running.Id));
        _report.End(_report.Current, _report.Current is { } broken ? error(broken.Id) : null);
        _events.Ended(this, error);
        _ended.TrySetResult();
    }

    /// <summary>Ends the environment and waits until its process is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        End(PlatformError.Stopped);
        await _lifetime;
    }

    private EnvironmentState Phase() => State switch
    {
        RuntimeState.Initializing => EnvironmentState.Initializing,
        RuntimeState.Idle => EnvironmentState.Idle,
        RuntimeState.Running => EnvironmentState.Running,
        RuntimeState.Answered => EnvironmentState.Settling,
        _ => EnvironmentState.Ending,
    };

    private void BeginInit(ActivityContext invoke)
    {
        _init.Begin(invoke);
        Launch.Within?.BeginInit(_resources.Time.GetUtcNow() + _function.Timeout);
        _clock.Set(Launch.Within is null ? InitLimit : _function.Timeout);
    }

    private void OnNext()
    {
        EndInit();
        var done = _report.Current;
        _clock.Set(_function.Idle);
        _freezer.Rest();
        _events.Freed(this);
        _freezer.Freeze();
        // Last, so that who reads the line finds the environment free.
        _report.End(done, broken: null);
    }

    private void EndInit()
    {
        if (HasInitialized)
            return;
        _init.End(errorType: null);
        if (Launch.Within is null && _init.Duration is { } duration)
            _report.Initialized(duration);
    }

    private void OnInitFailed(InvocationResult error)
    {
        _grace = FarewellLimit;
        End(_ => error);
    }

    private void OnDue()
    {
        if (State == RuntimeState.Idle)
            _events.IdleTooLong(this);
        else
            End(id => PlatformError.Timedout(id, _function.Timeout));
    }

    private ChildProcessOptions ProcessOptions(string runtimeApi) => new()
    {
        FileName = _function.FileName,
        Arguments = _function.Arguments,
        WorkingDirectory = _function.WorkingDirectory,
        Environment = EnvironmentVariables.For(_function, runtimeApi, Launch.Instance, _init.Span, _resources.OwnVariable),
        Output = line => _log.WriteOutput(line.Text),
    };

    private async Task LiveAsync()
    {
        if (_process is not null)
        {
            await Task.WhenAny(_process.Exited, _ended.Task);
            if (!_ended.Task.IsCompleted)
            {
                var status = await _process.Exited;
                End(id => PlatformError.Exited(id, status));
            }
            if (_grace > TimeSpan.Zero)
                await _process.StopAsync(_grace, _resources.Time, CancellationToken.None);
            await _process.DisposeAsync();
        }
        _session.HangUp();
        _clock.Dispose();
        await _listener!.DisposeAsync();
        _events.Closed(this);
    }
}
