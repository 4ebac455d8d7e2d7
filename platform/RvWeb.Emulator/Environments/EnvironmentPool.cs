using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Environments;

/// <summary>
/// The environments of one function. An invocation gets the most recently used free one, so that the others grow old and
/// are reaped; if none is free one is started, and the invocation takes whichever is first, that one or one that is freed.
/// </summary>
internal sealed class EnvironmentPool
{
    // An environment that has answered asks for its next event within microseconds, unless it tidies up first. A caller
    // who calls again at once should meet it, not a cold start; one that takes longer than this is not waited for.
    internal static readonly TimeSpan SettleLimit = TimeSpan.FromMilliseconds(100);

    // AWS starts as many environments as there are invocations at the same moment. Here they share a few cores: more at a
    // time would only make each of them slower, and most callers are served by the first ones before theirs is ready.
    private static readonly int InitsAtOnce = Math.Max(4, 2 * Environment.ProcessorCount);

    private readonly FunctionOptions _function;
    private readonly EnvironmentResources _resources;
    private readonly EnvironmentEvents _events;
    private readonly Lock _gate = new();
    private readonly IdleEnvironments _idle = new();
    private readonly List<Invocation> _waiting = [];

    /// <summary>Those that may get invocations, now or later.</summary>
    private readonly HashSet<ExecutionEnvironment> _live = [];

    /// <summary>Those whose process may still be there.</summary>
    private readonly HashSet<ExecutionEnvironment> _open = [];
    private readonly IdleEnvironments _snapshots = new();
    private bool _stopped;

    public EnvironmentPool(FunctionOptions function, EnvironmentResources resources)
    {
        _function = function;
        _resources = resources;
        _events = new EnvironmentEvents(OnFreed, OnSnapshotted, OnIdleTooLong, OnEnded, OnClosed);
    }

    /// <summary>Starts what is to be ready before the first invocation: provisioned environments, or the one that stands for a snapshot.</summary>
    public void Start()
    {
        ExecutionEnvironment? snapshot = null;
        lock (_gate)
            if (_function.SnapStart && !_stopped)
                snapshot = Add(EnvironmentLaunch.New(_function, _resources));
        snapshot?.Start(default);
        StartProvisioned();
    }

    /// <summary>Finds an environment for the invocation, now or later; its result tells the rest.</summary>
    public void Place(Invocation invocation)
    {
        ExecutionEnvironment? free;
        lock (_gate)
        {
            free = _idle.TryTake();
            if (free is null && !_stopped)
                _waiting.Add(invocation);
        }
        if (free is not null)
            Run(free, invocation, coldStart: false);
        else
            StartOrSettle(invocation);
        StartProvisioned();
    }

    /// <summary>
    /// Lets no environment of now serve another invocation: those that run one end after it, the others end at once, also
    /// while they initialize; whoever waited for one of them gets a new one.
    /// </summary>
    /// <returns>How many environments are replaced.</returns>
    public int Recycle()
    {
        ExecutionEnvironment[] retired;
        ExecutionEnvironment[] idle;
        Invocation[] waiting;
        lock (_gate)
        {
            retired = [.. _live];
            idle = _idle.TakeAll();
            waiting = [.. _waiting];
            _live.Clear();
            _snapshots.TakeAll();
            foreach (var invocation in waiting)
                invocation.Starting = null;
        }
        // One that is neither has an invocation, or is just being given one, and ends when it asks for the next.
        foreach (var environment in idle.Concat(retired.Where(environment => environment is { HasInitialized: false, Launch.Within: null })))
            environment.End(PlatformError.Stopped);
        Start();
        foreach (var invocation in waiting)
            StartFor(invocation);
        return retired.Length;
    }

    /// <summary>Ends every environment and waits until their processes are gone.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        ExecutionEnvironment[] environments;
        Invocation[] unplaced;
        lock (_gate)
        {
            _stopped = true;
            environments = [.. _open];
            unplaced = [.. _waiting];
            _waiting.Clear();
        }
        foreach (var invocation in unplaced)
            invocation.TryComplete(PlatformError.Stopped(invocation.Id));
        await Task.WhenAll(environments.Select(environment => environment.DisposeAsync().AsTask())).WaitAsync(cancellationToken);
    }

    /// <summary>All environments whose processes are not gone yet, oldest first.</summary>
    public IReadOnlyList<EnvironmentSnapshot> Snapshots()
    {
        lock (_gate)
            return [.. _open.Select(environment => environment.Snapshot()).OrderBy(snapshot => snapshot.Since)];
    }

    private void StartOrSettle(Invocation invocation)
    {
        ExecutionEnvironment? starting = null;
        var settle = false;
        lock (_gate)
        {
            if (_stopped)
                invocation.TryComplete(PlatformError.Stopped(invocation.Id));
            else if (SettlingFor(invocation))
                settle = true;
            else
                starting = TryReserve(invocation);
        }
        if (settle)
            invocation.After(SettleLimit, () => StartFor(invocation));
        starting?.Start(invocation.Context);
    }

    private void StartFor(Invocation invocation)
    {
        ExecutionEnvironment? starting;
        lock (_gate)
            starting = TryReserve(invocation);
        starting?.Start(invocation.Context);
    }

    private bool SettlingFor(Invocation invocation)
    {
        var settling = _live.Count(environment => environment.IsSettling);
        var hoping = _waiting.Count(other => other != invocation && other.Starting is null);
        return settling > hoping;
    }

    private ExecutionEnvironment? TryReserve(Invocation invocation)
    {
        if (_stopped || invocation.Starting is not null || !_waiting.Contains(invocation))
            return null;
        if (_snapshots.TryTake() is { } snapshot)
            invocation.Starting = snapshot;
        else if (UnclaimedSnapStart() is { } starting)
        {
            invocation.Starting = starting;
            return null; // it restores itself for its caller
        }
        else if (_live.Count < _function.Concurrency && _live.Count(other => other.IsStarting) < InitsAtOnce)
            invocation.Starting = Add(EnvironmentLaunch.New(_function, _resources));
        return invocation.Starting;
    }

    /// <summary>One that was started ahead and is not ready yet; on Lambda nobody can call before it is.</summary>
    private ExecutionEnvironment? UnclaimedSnapStart() => !_function.SnapStart ? null
        : _live.FirstOrDefault(environment => environment.IsStarting && !_waiting.Exists(invocation => invocation.Starting == environment));

    private ExecutionEnvironment Add(EnvironmentLaunch launch)
    {
        var environment = new ExecutionEnvironment(_function, _resources, _events, launch);
        _live.Add(environment);
        _open.Add(environment);
        return environment;
    }

    /// <summary>Fills up to the provisioned number, which is kept; one whose init failed is tried again at the next invocation.</summary>
    private void StartProvisioned()
    {
        if (_function.Provisioned == 0)
            return;
        ExecutionEnvironment[] starting;
        lock (_gate)
            starting = _stopped ? [] : [.. EnvironmentLaunch.MissingProvisioned(_function, _resources, _live).Select(Add)];
        foreach (var environment in starting)
            environment.Start(default);
    }

    private void OnSnapshotted(ExecutionEnvironment environment)
    {
        Invocation? starter;
        lock (_gate)
        {
            if (!_live.Contains(environment))
                return; // it is being ended
            starter = _waiting.Find(invocation => invocation.Starting == environment) ?? _waiting.Find(IsUnserved);
            starter?.Starting = environment;
            if (starter is null)
                _snapshots.Add(environment);
        }
        if (starter is not null)
            environment.Start(starter.Context);
    }

    private void OnFreed(ExecutionEnvironment environment)
    {
        Invocation? next = null;
        var initialized = !environment.HasRun;
        bool retired;
        lock (_gate)
        {
            retired = !_live.Contains(environment);
            if (initialized && environment.Launch.Within is { } within)
                next = within;
            else if (!retired && _waiting.Count > 0)
            {
                next = _waiting[0];
                _waiting.RemoveAt(0);
            }
            else if (!retired)
                _idle.Add(environment);
        }
        if (next is not null)
            Run(environment, next, coldStart: initialized);
        else if (retired)
            environment.End(PlatformError.Stopped);
        if (initialized)
            StartForUnserved();
    }

    /// <summary>Starts one for a caller that had to wait because enough environments were starting.</summary>
    private void StartForUnserved()
    {
        Invocation? unserved;
        lock (_gate)
            unserved = _waiting.Find(invocation => invocation.Starting is null);
        if (unserved is not null)
            StartFor(unserved);
    }

    /// <summary>No environment that is still to come was started for it: another caller got that one.</summary>
    private bool IsUnserved(Invocation invocation) => invocation.Starting is not { HasInitialized: false } starting || !_live.Contains(starting);

    private void Run(ExecutionEnvironment environment, Invocation invocation, bool coldStart)
    {
        if (!environment.TryRun(invocation, coldStart))
            Place(invocation); // it ended in the same moment
    }

    private void OnIdleTooLong(ExecutionEnvironment environment)
    {
        bool reaped;
        lock (_gate)
            reaped = _idle.Remove(environment);
        if (reaped)
            environment.End(PlatformError.Stopped);
    }

    private void OnEnded(ExecutionEnvironment environment, Func<string, InvocationResult> error)
    {
        Invocation? startedFor;
        Invocation? unserved;
        lock (_gate)
        {
            _live.Remove(environment);
            _idle.Remove(environment);
            _snapshots.Remove(environment);
            startedFor = environment.HasInitialized ? null : _waiting.Find(invocation => invocation.Starting == environment);
            if (startedFor is not null)
                _waiting.Remove(startedFor);
            if (startedFor is not null && environment.TriesAgain && !_stopped)
            {
                environment.Successor = Add(environment.Launch with { Within = startedFor });
                startedFor = null;
            }
            unserved = _waiting.Find(IsUnserved);
            unserved?.Starting = null;
        }
        startedFor?.TryComplete(error(startedFor.Id));
        if (unserved is not null)
            StartFor(unserved);
        if (environment.HasInitialized)
            StartProvisioned();
    }

    private void OnClosed(ExecutionEnvironment environment)
    {
        lock (_gate)
            _open.Remove(environment);
        if (environment.Successor is { Launch.Within: { } within } successor)
            successor.Start(within.Context);
    }
}
