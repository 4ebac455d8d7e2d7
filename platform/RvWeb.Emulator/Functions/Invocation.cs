using System.Diagnostics;
using RvWeb.Emulator.Environments;
using RvWeb.Emulator.Streaming;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.Functions;

/// <summary>One event on its way: waits for an environment, runs in it, ends once.</summary>
internal sealed class Invocation
{
    private readonly TaskCompletionSource<InvocationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private readonly Activity? _wait;
    private Activity? _run;
    private ITimer? _patience;
    private readonly TaskCompletionSource<InvocationResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ResponseStream? _stream;
    private int _completed;
    private long _began;

    public Invocation(InvocationRequest request, Activity? span, TimeProvider time)
    {
        Request = request;
        _time = time;
        Context = span?.Context ?? TraceHeader.OrNew(request.Parent);
        _wait = EmulatorTelemetry.Start("wait for environment", ActivityKind.Internal, Context);
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

    /// <summary>What the environment that took it knows; null if none did.</summary>
    public InvocationFigures? Figures { get; set; }

    /// <summary>Where it ran; null if nowhere yet.</summary>
    public string? Instance { get; private set; }

    /// <summary>The environment that is being started for this invocation; another may take it first.</summary>
    public ExecutionEnvironment? Starting { get; set; }

    /// <summary>Called once with how it ended, before anybody who waits for that is told.</summary>
    public Action<Invocation, InvocationResult>? Ended { get; init; }

    /// <summary>How it ended.</summary>
    public Task<InvocationResult> Result => _result.Task;

    /// <summary>The same, unless the function streams: then the stream, as soon as that begins.</summary>
    public Task<InvocationResult> Answer => _answer.Task;

    /// <summary>Does something if by then no environment has taken the invocation.</summary>
    public void After(TimeSpan delay, Action action) =>
        _patience = _time.CreateTimer(_ => action(), null, delay, Timeout.InfiniteTimeSpan);

    /// <summary>Counts from here: the environment's init runs again inside this invocation, and within its time.</summary>
    public void BeginInit(DateTimeOffset deadline)
    {
        _patience?.Dispose();
        _began = _time.GetTimestamp();
        Deadline = deadline;
    }

    public void BeginRun(DateTimeOffset deadline, string instance, bool coldStart)
    {
        _wait?.Stop();
        _patience?.Dispose();
        if (_began == 0)
        {
            _began = _time.GetTimestamp();
            Deadline = deadline;
        }
        IsColdStart = coldStart;
        Instance = instance;
        _run = EmulatorTelemetry.Start("run", ActivityKind.Internal, Context);
        if (_run is not null)
            TraceHeaderValue = TraceHeader.Format(_run.Context);
    }

    /// <summary>Hands the caller a response that has only begun; <see cref="TryComplete"/> ends it.</summary>
    public void BeginResponse(ResponseStream stream)
    {
        _stream = stream;
        _answer.TrySetResult(InvocationResult.Success(default) with { Stream = stream, TraceHeader = TraceHeaderValue });
    }

    /// <summary>The first result counts; later ones are dropped.</summary>
    public bool TryComplete(InvocationResult outcome)
    {
        if (Interlocked.Exchange(ref _completed, 1) == 1)
            return false;
        if (_began != 0)
            Duration = _time.GetElapsedTime(_began);
        _wait?.Stop();
        _patience?.Dispose();
        if (outcome.Outcome != InvocationOutcome.Succeeded)
            _run?.SetStatus(ActivityStatusCode.Error, outcome.ErrorType);
        _run?.Stop();
        var result = outcome with { TraceHeader = TraceHeaderValue };
        Ended?.Invoke(this, result);
        _result.SetResult(result);
        _answer.TrySetResult(result);
        _stream?.Complete(result);
        return true;
    }
}
