using System.Diagnostics;
using RvWeb.Emulator.Environments;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.Functions;

/// <summary>One event on its way: waits for an environment, runs in it, ends once.</summary>
internal sealed class Invocation
{
    private readonly TaskCompletionSource<InvocationResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider time;
    private readonly Activity? wait;
    private Activity? run;
    private ITimer? patience;
    private int completed;
    private long began;

    public Invocation(InvocationRequest request, Activity? span, TimeProvider time)
    {
        Request = request;
        this.time = time;
        Context = span?.Context ?? TraceHeader.OrNew(request.Parent);
        wait = EmulatorTelemetry.Start("wait for environment", ActivityKind.Internal, Context);
        TraceHeaderValue = TraceHeader.Format(Context);
    }

    public InvocationRequest Request { get; }

    public string Id => Request.RequestId;

    /// <summary>Of the <c>invoke</c> span; if nobody records, of whoever called.</summary>
    public ActivityContext Context { get; }

    /// <summary>Names the <c>run</c> span as parent, so that the function's own spans become its children.</summary>
    public string TraceHeaderValue { get; private set; }

    public DateTimeOffset Deadline { get; private set; }

    /// <summary>Event handed over to answer; zero if it never got to an environment.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>It waited for an init, whether that succeeded or not.</summary>
    public bool IsColdStart { get; private set; } = true;

    /// <summary>Where it ran; null if nowhere yet.</summary>
    public string? Instance { get; private set; }

    /// <summary>The environment that is being started for this invocation; another may take it first.</summary>
    public ExecutionEnvironment? Starting { get; set; }

    public Task<InvocationResult> Result => result.Task;

    /// <summary>Does something if by then no environment has taken the invocation.</summary>
    public void After(TimeSpan delay, Action action) =>
        patience = time.CreateTimer(_ => action(), null, delay, Timeout.InfiniteTimeSpan);

    public void BeginRun(DateTimeOffset deadline, string instance, bool coldStart)
    {
        wait?.Stop();
        patience?.Dispose();
        began = time.GetTimestamp();
        Deadline = deadline;
        IsColdStart = coldStart;
        Instance = instance;
        run = EmulatorTelemetry.Start("run", ActivityKind.Internal, Context);
        if (run is not null)
            TraceHeaderValue = TraceHeader.Format(run.Context);
    }

    /// <summary>The first result counts; later ones are dropped.</summary>
    public bool TryComplete(InvocationResult outcome)
    {
        if (Interlocked.Exchange(ref completed, 1) == 1)
            return false;
        if (began != 0)
            Duration = time.GetElapsedTime(began);
        wait?.Stop();
        patience?.Dispose();
        if (outcome.Outcome != InvocationOutcome.Succeeded)
            run?.SetStatus(ActivityStatusCode.Error, outcome.ErrorType);
        run?.Stop();
        result.SetResult(outcome with { TraceHeader = TraceHeaderValue });
        return true;
    }
}
