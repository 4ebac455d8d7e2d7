using System.Diagnostics;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.Output.Events;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.Environments.Records;

/// <summary>The restore of one environment as it is told: its span and the platform's records.</summary>
internal sealed class EnvironmentRestore(FunctionOptions function, EnvironmentResources resources, EnvironmentLaunch launch, PlatformLog log)
{
    /// <summary>Source: docs.aws.amazon.com/lambda/latest/dg/snapstart.html, runtime hooks: ten seconds for loading and hooks.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private Activity? _span;
    private long _began;
    private int _ended;

    public void Begin(ActivityContext invoke)
    {
        _began = resources.Time.GetTimestamp();
        _span = EmulatorTelemetry.Start("restore environment", ActivityKind.Internal, invoke);
        _span?.SetTag("faas.name", function.Name).SetTag("faas.instance", launch.Instance);
        log.Write(new RestoreStartEvent(new RuntimeVersion(function.Region), function.Name, launch.Instance, function.MemoryMegabytes));
    }

    /// <summary>Only the first end counts.</summary>
    /// <param name="errorType">Null for a success.</param>
    /// <returns>How long it took; null if it did not begin, or ended before.</returns>
    public TimeSpan? End(string? errorType)
    {
        if (_began == 0 || Interlocked.Exchange(ref _ended, 1) == 1)
            return null;
        var duration = resources.Time.GetElapsedTime(_began);
        var status = PlatformStatus.Of(errorType);
        if (!status.IsSuccess)
            _span?.SetStatus(ActivityStatusCode.Error, errorType);
        _span?.Stop();
        log.Write(new RestoreRuntimeDoneEvent(status));
        log.Write(new RestoreReportEvent(status, duration));
        return duration;
    }
}
