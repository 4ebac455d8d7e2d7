using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;

namespace RvWeb.Emulator.Environments;

/// <summary>The platform's own log lines of an environment: START when an event goes in, END and REPORT when the runtime is done with it.</summary>
internal sealed class InvocationReport(FunctionOptions function, FunctionLog log)
{
    private Invocation? _invocation;
    private bool _initReported;

    public int ProcessId { get; set; }

    /// <summary>Null until the runtime asked for its first event.</summary>
    public TimeSpan? InitDuration { get; set; }

    public void Begin(Invocation next)
    {
        _invocation = next;
        log.Write(function.Name, ReportLines.Start(next.Id));
    }

    public void End()
    {
        if (Interlocked.Exchange(ref _invocation, null) is not { Result.IsCompletedSuccessfully: true } done)
            return;
        log.Write(function.Name, ReportLines.End(done.Id));
        log.Write(function.Name, ReportLines.Report(
            done.Id, done.Duration, _initReported ? null : InitDuration, function.MemoryMegabytes, PeakMemory.OfProcess(ProcessId), done.Result.Result.ErrorType));
        _initReported = true;
    }
}
