using System.Diagnostics;
using RvWeb.Emulator.Environments.Records;
using RvWeb.Emulator.Extensions;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Hosting;
using RvWeb.Emulator.Memory;
using RvWeb.Emulator.RuntimeApi;
using RvWeb.Emulator.TelemetryApi;

namespace RvWeb.Emulator.Environments;

/// <summary>A function's runtime and extensions with a Runtime API of their own: started, used for one invocation at a time, ended once.</summary>
internal sealed class ExecutionEnvironment : IAsyncDisposable
{
    // A runtime that reported init/error is about to exit by itself, and its last lines are worth having.
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly FunctionOptions _function;
    private readonly EnvironmentResources _resources;
    private readonly EnvironmentEvents _events;
    private readonly RuntimeSession _session;
    private readonly ExtensionRegistry _extensions;
    private readonly EnvironmentProcesses _processes;
    private readonly EnvironmentClock _clock;
    private readonly Freezer _freezer;
    private readonly EnvironmentMemory _memory;
    private readonly EnvironmentRecords _records;
    private readonly TaskCompletionSource<ShutdownReason> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTimeOffset _since;
    private RuntimeApiListener? _listener;
    private EnvironmentApi? _api;
    private EnvironmentPrograms? _programs;
    private TimeSpan _farewell = TimeSpan.Zero;
    private Task _lifetime = Task.CompletedTask;
    private long _invocations;
    private bool _busy = true;
    private bool _parked;
    private volatile bool _ready;
    private volatile bool _outOfMemory;

    public ExecutionEnvironment(FunctionOptions function, EnvironmentResources resources, EnvironmentEvents events, EnvironmentLaunch launch)
    {
        _function = function;
        _resources = resources;
        _events = events;
        Launch = launch;
        _since = resources.Time.GetUtcNow();
        _session = new RuntimeSession(OnNext, OnInitFailed, launch.IsSnapStart ? OnWaiting : null);
        _extensions = new ExtensionRegistry(
            function.Extensions.Select(extension => extension.Name), resources.NewId, new ExtensionRegistryEvents(OnRegistered, Settle, OnExtensionFailed));
        _processes = new EnvironmentProcesses(resources);
        _clock = new EnvironmentClock(resources.Time, OnDue);
        _freezer = new Freezer(function.Freeze, resources.Time, _processes.Signal);
        _memory = new EnvironmentMemory(resources.Memory, _processes, function.LimitMemory ? function.MemoryMegabytes : null, OnOutOfMemory);
        _records = new EnvironmentRecords(function, resources, launch, _memory, _processes);
    }

    public EnvironmentLaunch Launch { get; }

    /// <summary>The environment that takes this one's place once its processes are gone, to run the init again.</summary>
    public ExecutionEnvironment? Successor { get; set; }

    /// <summary>Whether it has been ready for an event, restored if it had to be.</summary>
    public bool HasInitialized => _ready;

    /// <summary>An init or a restore is going on.</summary>
    public bool IsStarting => !_ready && _session.State != RuntimeState.Snapshot;

    /// <summary>Its init failed, and is to be run again for whoever waits for it.</summary>
    public bool TriesAgain => Launch.TriesAgain && _records.Init.Duration is null;

    public bool HasRun => Interlocked.Read(ref _invocations) > 0;

    /// <summary>It has answered and will be free in a moment, unless it tidies up for long.</summary>
    public bool IsSettling => Phase() == EnvironmentState.Settling;

    public EnvironmentSnapshot Snapshot() => new(
        Launch.Instance, Phase(), _since, Interlocked.Read(ref _invocations), _memory.Peak(), _processes.RuntimeId);

    /// <summary>Spawns the processes, or resumes them from their snapshot. A program that cannot be started ends the environment like any other failure.</summary>
    public void Start(ActivityContext invoke)
    {
        if (_session.State == RuntimeState.Ended)
            return;
        if (_session.State == RuntimeState.Snapshot)
        {
            Restore(invoke);
            return;
        }
        _records.Init.Begin(invoke);
        Launch.Within?.BeginInit(_resources.Time.GetUtcNow() + _function.Timeout);
        _clock.Set(Launch.InitLimit(_function.Timeout));
        _memory.Run();
        _listener = _resources.Transport.Listen(new Door(context => _api!.HandleAsync(context)));
        Prepare(EnvironmentVariables.For(_function, _listener.HostAndPort, Launch, _records.Init.Span, _resources.OwnVariable));
        using (ExecutionContext.SuppressFlow())
            _lifetime = LiveAsync();
        _programs!.StartExtensions();
        OnRegistered();
    }

    /// <summary>Gives the environment, which must be free, an event.</summary>
    /// <returns>False if it has ended meanwhile.</returns>
    public bool TryRun(Invocation invocation, bool coldStart)
    {
        Interlocked.Increment(ref _invocations);
        var isRetry = invocation == Launch.Within;
        var deadline = isRetry ? invocation.Deadline : _resources.Time.GetUtcNow() + _function.Timeout;
        // In one step: a deadline that is over in the middle of it must find the invocation running.
        lock (_gate)
        {
            _busy = true;
            if (!isRetry)
                _clock.Set(_function.Timeout);
            _records.Report.Begin(invocation);
            _freezer.Wake();
            _memory.Run();
            _extensions.Invoke(invocation, deadline, _function.Arn);
            return _session.TryRun(invocation, deadline, Launch.Instance, coldStart);
        }
    }

    /// <summary>Takes the environment out of use and shuts it down. Whatever it was doing fails with the given error.</summary>
    public void End(Func<string, InvocationResult> error, ShutdownReason reason = ShutdownReason.Spindown)
    {
        if (!_session.TryEnd(out _, out var running))
            return;
        _clock.Stop();
        _freezer.Close();
        _memory.Rest();
        if (!_ready)
            running = _records.EndFailedInit(error("").ErrorType, _extensions.All);
        running?.TryComplete(error(running.Id));
        _records.End(error);
        _events.Ended(this, error);
        _ended.TrySetResult(reason);
    }

    /// <summary>Ends the environment and waits until its processes are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        End(PlatformError.Stopped);
        await _lifetime;
    }

    private EnvironmentState Phase() => (_session.State, _ready) switch
    {
        (RuntimeState.Ended, _) => EnvironmentState.Ending,
        (_, false) => EnvironmentState.Initializing,
        (RuntimeState.Running or RuntimeState.Responding, _) => EnvironmentState.Running,
        _ => Volatile.Read(ref _busy) ? EnvironmentState.Settling : EnvironmentState.Idle,
    };

    private void Prepare(Dictionary<string, string> variables)
    {
        var credentials = Launch.CredentialsToken is { } token
            ? new CredentialsDoor(token, EnvironmentVariables.TakeCredentials(variables, token), _resources.Time) : null;
        _programs = new EnvironmentPrograms(_function, variables, _records.Log, _processes, Fail);
        _api = new EnvironmentApi(
            new RuntimeApiDoor(_session, _function.Arn, _resources.Time), new ExtensionsDoor(_extensions, _function, _function.Handler, _resources.NewId),
            new TelemetryDoor(_extensions, _records.Telemetry, _records.Log), credentials);
    }

    private void Restore(ActivityContext invoke)
    {
        _records.Restore.Begin(invoke);
        _clock.Set(EnvironmentRestore.Limit);
        _memory.Run();
        _freezer.Wake();
        _session.TryRestore();
    }

    private void OnRegistered()
    {
        if (!_extensions.AllRegistered)
            return;
        _programs!.StartRuntime(() => _outOfMemory);
        _records.Init.RunsAs(_processes.RuntimeId);
    }

    private void OnNext()
    {
        _extensions.CloseRegistration();
        OnWaiting();
    }

    private void OnWaiting()
    {
        if (!_extensions.AllReady)
            _records.EndRuntime(_ready);
        Settle();
    }

    /// <summary>An invocation, or the init, is over once the runtime and each extension have asked for their next event.</summary>
    private void Settle()
    {
        bool park;
        lock (_gate)
        {
            if (!_busy || !_extensions.AllReady)
                return;
            park = _session.State == RuntimeState.Snapshot && !_parked;
            if (!park && _session.State != RuntimeState.Idle)
                return;
            _parked |= park;
            _busy = park;
        }
        if (park)
            Rest(_events.Snapshotted, keep: true);
        else
            Free();
    }

    private void Free()
    {
        if (!_ready)
            _records.EndInit(_extensions.All);
        _ready = true;
        var done = _records.Report.Current;
        Rest(_events.Freed, keep: Launch.IsProvisioned);
        // Last, so that who reads the line finds the environment free.
        _records.Report.End(done, broken: null);
    }

    private void Rest(Action<ExecutionEnvironment> tell, bool keep)
    {
        if (!_ready)
            _records.Init.End(errorType: null, _extensions.All);
        _clock.Set(keep ? Timeout.InfiniteTimeSpan : _function.Idle);
        _memory.Rest();
        _freezer.Rest();
        tell(this);
    }

    private void Fail(Func<string, InvocationResult> error) => End(error, ShutdownReason.Failure);

    private void OnInitFailed(InvocationResult error)
    {
        _farewell = FarewellLimit;
        Fail(_ => error);
    }

    private void OnExtensionFailed(string type, string reported) => Fail(id => PlatformError.ExtensionFailed(id, type, reported));

    private void OnOutOfMemory(int megabytes)
    {
        _outOfMemory = true;
        _resources.Log.Write(
            "emulator", $"{_function.Name} has {megabytes} MB resident and is killed: its memory size is {_function.MemoryMegabytes} MB; raise it with --memory, or see --no-memory-limit");
        _processes.KillRuntime();
    }

    private void OnDue()
    {
        var limit = _session.State == RuntimeState.Restoring ? EnvironmentRestore.Limit : _function.Timeout;
        EnvironmentState phase;
        lock (_gate)
            phase = Phase();
        if (phase == EnvironmentState.Idle)
            _events.IdleTooLong(this);
        else
            End(id => PlatformError.Timedout(id, limit), ShutdownReason.Timeout);
    }

    private async Task LiveAsync()
    {
        var reason = await _ended.Task;
        _records.Telemetry.Flush();
        await _processes.EndAsync(_extensions, reason, _farewell, _records.Telemetry.Flush);
        _session.HangUp();
        _extensions.HangUp();
        _clock.Dispose();
        _freezer.Dispose();
        _memory.Dispose();
        await _records.Telemetry.DisposeAsync();
        await _listener!.DisposeAsync();
        if (Successor is null && ScratchFolders.Delete(Launch.Scratch) is { } left)
            _resources.Log.Write("emulator", $"{_function.Name} left files in {Launch.Scratch} that cannot be deleted: {left}");
        _events.Closed(this);
    }
}
