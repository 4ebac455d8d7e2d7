using System.Globalization;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.RuntimeApi;

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
    private readonly List<ExecutionEnvironment> _idle = [];
    private readonly List<Invocation> _waiting = [];
    /// <summary>Those that may get invocations, now or later.</summary>
    private readonly HashSet<ExecutionEnvironment> _live = [];

    /// <summary>Those whose process may still be there.</summary>
    private readonly HashSet<ExecutionEnvironment> _open = [];
    private bool _stopped;

    public EnvironmentPool(FunctionOptions function, EnvironmentResources resources)
    {
        _function = function;
        _resources = resources;
        _events = new EnvironmentEvents(OnFreed, OnIdleTooLong, OnEnded, OnClosed);
    }

    /// <summary>Finds an environment for the invocation, now or later; its result tells the rest.</summary>
    public void Place(Invocation invocation)
    {
        ExecutionEnvironment? free = null;
        lock (_gate)
        {
            if (_idle.Count > 0)
                free = TakeLast();
            else if (!_stopped)
                _waiting.Add(invocation);
        }
        if (free is not null)
            Run(free, invocation, coldStart: false);
        else
            StartOrSettle(invocation);
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
            idle = [.. _idle];
            waiting = [.. _waiting];
            _live.Clear();
            _idle.Clear();
            foreach (var invocation in waiting)
                invocation.Starting = null;
        }
        // One that is neither has an invocation, or is just being given one, and ends when it asks for the next.
        foreach (var environment in idle.Concat(retired.Where(environment => environment is { State: RuntimeState.Initializing, Launch.Within: null })))
            environment.End(PlatformError.Stopped);
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
        ExecutionEnvironment[] environments;
        lock (_gate)
            environments = [.. _open];
        return [.. environments.Select(environment => environment.Snapshot()).OrderBy(snapshot => snapshot.Since)];
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
        var settling = _live.Count(environment => environment.State == RuntimeState.Answered);
        var hoping = _waiting.Count(other => other != invocation && other.Starting is null);
        return settling > hoping;
    }

    private ExecutionEnvironment? TryReserve(Invocation invocation)
    {
        if (_stopped || invocation.Starting is not null || !_waiting.Contains(invocation)
            || _live.Count >= _function.Concurrency || _live.Count(other => !other.HasInitialized) >= InitsAtOnce)
            return null;
        invocation.Starting = Add(new EnvironmentLaunch { Instance = NewInstance() });
        return invocation.Starting;
    }

    private ExecutionEnvironment Add(EnvironmentLaunch launch)
    {
        var environment = new ExecutionEnvironment(_function, _resources, _events, launch);
        _live.Add(environment);
        _open.Add(environment);
        return environment;
    }

    private string NewInstance() => string.Create(
        CultureInfo.InvariantCulture, $"{_resources.Time.GetUtcNow():yyyy/MM/dd}/[$LATEST]{_resources.NewId():N}");

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
            startedFor = environment.HasInitialized ? null : _waiting.Find(invocation => invocation.Starting == environment);
            if (startedFor is not null)
                _waiting.Remove(startedFor);
            if (startedFor is not null && !_stopped)
            {
                environment.Successor = Add(environment.Launch with { Within = startedFor });
                startedFor = null;
            }
            unserved = _waiting.Find(invocation => invocation.Starting is not { HasInitialized: false } starting || !_live.Contains(starting));
            unserved?.Starting = null;
        }
        startedFor?.TryComplete(error(startedFor.Id));
        if (unserved is not null)
            StartFor(unserved);
    }

    private void OnClosed(ExecutionEnvironment environment)
    {
        lock (_gate)
            _open.Remove(environment);
        if (environment.Successor is { Launch.Within: { } within } successor)
            successor.Start(within.Context);
    }

    private ExecutionEnvironment TakeLast()
    {
        var last = _idle[^1];
        _idle.RemoveAt(_idle.Count - 1);
        return last;
    }
}
