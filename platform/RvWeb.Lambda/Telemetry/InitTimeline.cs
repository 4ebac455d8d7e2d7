using System.Diagnostics;

namespace RvWeb.Lambda.Telemetry;

/// <summary>
/// When the steps of a cold start ended. Telemetry is not up during most of it, so the spans are made afterwards, with
/// the times noted here.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="traceParent">The span that waits for this init, from the variable TRACEPARENT; Lambda itself sets none.</param>
internal sealed class InitTimeline(TimeProvider time, string? traceParent)
{
    private readonly DateTimeOffset _mainStarted = time.GetUtcNow();
    private DateTimeOffset _appBuilt;
    private DateTimeOffset _restored;
    private DateTimeOffset _ready;
    private int _invocations;

    /// <summary>Set when the first <c>next</c> is asked for: that ends the init phase.</summary>
    public bool IsReady => _ready != default;

    public void AppBuilt() => _appBuilt = time.GetUtcNow();

    /// <summary>From here on this is an environment restored from a snapshot, which any number of others are, too.</summary>
    public void Restored() => _restored = time.GetUtcNow();

    public void Ready() => _ready = time.GetUtcNow();

    /// <summary>True once.</summary>
    public bool IsFirstInvocation() => Interlocked.Exchange(ref _invocations, 1) == 0;

    /// <summary>
    /// Makes <c>init</c> and its children <c>start runtime</c>, <c>build app</c> and <c>start app</c>; in a restored environment, where those
    /// were long ago and elsewhere, <c>restore</c>.
    /// </summary>
    public void Emit(ActivityContext firstInvocation)
    {
        var parent = ActivityContext.TryParse(traceParent, null, isRemote: true, out var waiting) ? waiting : firstInvocation;
        if (_restored != default)
        {
            Emit("restore", parent, _restored, _ready);
            return;
        }

        var started = ProcessStarted();
        var init = Emit("init", parent, started, _ready);
        Emit("start runtime", init, started, _mainStarted);
        Emit("build app", init, _mainStarted, _appBuilt);
        Emit("start app", init, _appBuilt, _ready);
    }

    /// <summary>Linux counts a process's start in ticks of 10 ms, rounded down: the middle of the tick is the best guess.</summary>
    private DateTimeOffset ProcessStarted()
    {
        using var process = Process.GetCurrentProcess();
        var guess = new DateTimeOffset(process.StartTime).AddMilliseconds(5);
        return guess < _mainStarted ? guess : _mainStarted;
    }

    private static ActivityContext Emit(string name, ActivityContext parent, DateTimeOffset start, DateTimeOffset end)
    {
        using var span = LambdaTelemetry.Source.StartActivity(name, ActivityKind.Internal, parent, startTime: start);
        span?.SetEndTime(end.UtcDateTime);
        return span?.Context ?? default;
    }
}
