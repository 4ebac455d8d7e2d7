using RvWeb.Emulator.Extensions;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Memory;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.TelemetryApi;

namespace RvWeb.Emulator.Environments.Records;

/// <summary>All that is told of one environment: its log and telemetry, and what the platform says there of its phases.</summary>
internal sealed class EnvironmentRecords
{
    private readonly EnvironmentLaunch _launch;

    public EnvironmentRecords(
        FunctionOptions function, EnvironmentResources resources, EnvironmentLaunch launch, EnvironmentMemory memory, EnvironmentProcesses processes)
    {
        _launch = launch;
        Telemetry = new TelemetryFeed(function.Logs.Format, resources.Time);
        Log = new PlatformLog(function.Name, function.Logs, resources.Log, Telemetry, resources.Time);
        Init = new EnvironmentInit(function, resources, launch, Log, Telemetry.Close);
        Restore = new EnvironmentRestore(function, resources, launch, Log);
        Report = new InvocationReport(function, Log, resources.Time, memory.Peak, processes.OutputDrainedAsync);
    }

    public TelemetryFeed Telemetry { get; }

    public PlatformLog Log { get; }

    public EnvironmentInit Init { get; }

    public EnvironmentRestore Restore { get; }

    public InvocationReport Report { get; }

    /// <summary>The runtime is through with the init, or with an event, while extensions go on, some of which wait to be told so.</summary>
    public void EndRuntime(bool initialized)
    {
        if (initialized)
            Report.EndRuntime();
        else
            Init.EndRuntime(errorType: null);
    }

    /// <summary>The environment is ready for an event, restored if it had to be.</summary>
    public void EndInit(IReadOnlyList<Extension> extensions)
    {
        Init.End(errorType: null, extensions);
        if (Restore.End(errorType: null) is { } restored)
            Report.Restored(restored);
        else if (_launch is { Within: null, IsSnapStart: false } && Init.Duration is { } duration)
            Report.Initialized(duration);
    }

    /// <returns>The invocation inside which the init was, if it was the second try.</returns>
    public Invocation? EndFailedInit(string? errorType, IReadOnlyList<Extension> extensions)
    {
        Init.End(errorType, extensions);
        Restore.End(errorType);
        if (_launch.Within is { } within)
            Report.Begin(within);
        return _launch.Within;
    }

    /// <summary>The environment ends, and with it what it was doing.</summary>
    public void End(Func<string, InvocationResult> error) => Report.End(Report.Current, Report.Current is { } broken ? error(broken.Id) : null);
}
