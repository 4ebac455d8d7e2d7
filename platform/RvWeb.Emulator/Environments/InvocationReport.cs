using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;

namespace RvWeb.Emulator.Environments;

/// <summary>The platform's own log lines of an environment: START when an event goes in, END and REPORT when the runtime is done with it.</summary>
internal sealed class InvocationReport(FunctionOptions function, FunctionLog log)
{
    private readonly Lock _gate = new();
    private bool _initReported;
    private LogTail? _tail;

    public int ProcessId { get; set; }

    /// <summary>Completes when all that the process has written up to now has been passed to <see cref="Output"/>.</summary>
    public Func<Task> Drained { get; set; } = () => Task.CompletedTask;

    /// <summary>Null until the runtime asked for its first event.</summary>
    public TimeSpan? InitDuration { get; set; }

    /// <summary>The invocation that was begun and not yet reported.</summary>
    public Invocation? Current { get; private set; }

    public void Begin(Invocation next)
    {
        lock (_gate)
        {
            End(Current);
            Current = next;
            log.Write(function.Name, ReportLines.Start(next.Id));
            _tail = next.Request.Tail;
            _tail?.Begin(ReportLines.Start(next.Id), Drained);
        }
    }

    /// <summary>A line of the process. One that comes after the report belongs to the same invocation, until the next begins.</summary>
    public void Output(string line)
    {
        log.Write(function.Name, line);
        lock (_gate)
            _tail?.Append(line);
    }

    /// <summary>Reports an invocation once, and only if it has a result.</summary>
    public void End(Invocation? done)
    {
        lock (_gate)
        {
            if (done is null || done != Current)
                return;
            Current = null;
            if (done.Result.IsCompletedSuccessfully)
                Report(done);
        }
    }

    private void Report(Invocation done)
    {
        var end = ReportLines.End(done.Id);
        var report = ReportLines.Report(
            done.Id, done.Duration, _initReported ? null : InitDuration, function.MemoryMegabytes, PeakMemory.OfProcess(ProcessId), done.Result.Result.ErrorType);
        log.Write(function.Name, end);
        log.Write(function.Name, report);
        done.Request.Tail?.Finish(end, report);
        _initReported = true;
    }
}
