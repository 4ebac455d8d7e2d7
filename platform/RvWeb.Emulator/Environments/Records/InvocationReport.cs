using System.Globalization;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.Output.Events;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.Environments.Records;

/// <summary>The platform's own records of an environment's invocations: START when an event goes in, END and REPORT when the environment is done with it.</summary>
internal sealed class InvocationReport(FunctionOptions function, PlatformLog log, TimeProvider time, Func<int?> peakMemory, Func<Task> drained)
{
    private readonly Lock _gate = new();
    private TimeSpan? _init;
    private TimeSpan? _restore;
    private bool _runtimeDone;

    /// <summary>The invocation that was begun and not yet reported.</summary>
    public Invocation? Current { get; private set; }

    /// <summary>An init that the first invocation's report names.</summary>
    public void Initialized(TimeSpan duration)
    {
        lock (_gate)
            _init = duration;
    }

    /// <summary>A restore that the first invocation's report names.</summary>
    public void Restored(TimeSpan duration)
    {
        lock (_gate)
            _restore = duration;
    }

    public void Begin(Invocation next)
    {
        lock (_gate)
        {
            End(Current, broken: null);
            Current = next;
            _runtimeDone = false;
            next.Figures = new InvocationFigures(_init ?? _restore, function.MemoryMegabytes, Peak);
            next.Request.Tail?.Begin(drained);
            log.Follow(next.Request.Tail);
            log.Write(new StartEvent(next.Id, next.TraceHeaderValue));
        }
    }

    /// <summary>
    /// The runtime is through with the invocation although extensions are not: some of them wait to be told so before they
    /// ask for their next event.
    /// </summary>
    public void EndRuntime()
    {
        lock (_gate)
            if (Current is { Result.IsCompletedSuccessfully: true } done)
                EndRuntime(done, done.Result.Result);
    }

    /// <summary>Reports an invocation once, and only if it has a result.</summary>
    /// <param name="done">The invocation; null for none.</param>
    /// <param name="broken">What ended the environment before it was done; null if it is.</param>
    public void End(Invocation? done, InvocationResult? broken)
    {
        lock (_gate)
        {
            if (done is null || done != Current)
                return;
            Current = null;
            if (done.Result.IsCompletedSuccessfully)
                Report(done, broken ?? done.Result.Result);
        }
    }

    private void Report(Invocation done, InvocationResult result)
    {
        EndRuntime(done, result);
        log.Write(new ReportEvent
        {
            RequestId = done.Id,
            Duration = done.Duration,
            Init = _init,
            Restore = _restore,
            MemoryMegabytes = function.MemoryMegabytes,
            PeakMemoryMegabytes = Peak(result.ErrorType),
            Status = PlatformStatus.Of(result.ErrorType),
        });
        _init = null;
        _restore = null;
        done.Request.Tail?.Finish();
    }

    private void EndRuntime(Invocation done, InvocationResult result)
    {
        if (_runtimeDone)
            return;
        _runtimeDone = true;
        var status = PlatformStatus.Of(result.ErrorType);
        if (result.LogLine is { } fault)
            WriteFault(fault, isTimeout: status.Name == "timeout");
        log.Write(new RuntimeDoneEvent(done.Id, status, done.Duration, result.Payload.Length));
    }

    // On Lambda nobody ever has more than there is.
    private int? Peak(string? errorType) =>
        errorType == PlatformError.OutOfMemoryType ? function.MemoryMegabytes
        : Peak();

    private int? Peak() =>
        function.LimitMemory && peakMemory() is { } peak ? Math.Min(peak, function.MemoryMegabytes) : peakMemory();

    // CloudWatch shows a timeout as a line of the function with its time, other faults as two lines.
    private void WriteFault(string fault, bool isTimeout)
    {
        var now = time.GetUtcNow();
        foreach (var line in fault.Split('\n'))
            log.WriteFault(isTimeout ? string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {line}") : line);
    }
}
