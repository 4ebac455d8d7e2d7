using System.Diagnostics;
using RvWeb.Emulator.Extensions;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.Output.Events;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.Environments.Records;

/// <summary>The init of one environment as it is told: its span, its metric and the platform's records.</summary>
/// <param name="function">Whose it is.</param>
/// <param name="resources">What all use.</param>
/// <param name="launch">How the environment comes to be.</param>
/// <param name="log">Where the records go.</param>
/// <param name="over">Called when it has been told.</param>
internal sealed class EnvironmentInit(FunctionOptions function, EnvironmentResources resources, EnvironmentLaunch launch, PlatformLog log, Action over)
{
    private readonly InitPhase _phase = launch.Phase(function.Region);
    private Activity? _span;
    private long _began;
    private int _ended;
    private int _runtimeDone;

    /// <summary>Null until it succeeded.</summary>
    public TimeSpan? Duration { get; private set; }

    public ActivityContext Span => _span?.Context ?? default;

    public void Begin(ActivityContext invoke)
    {
        _began = resources.Time.GetTimestamp();
        _span = EmulatorTelemetry.Start("init environment", ActivityKind.Internal, invoke);
        _span?.SetTag("faas.name", function.Name).SetTag("faas.instance", launch.Instance);
        log.Write(new InitStartEvent(_phase, function.Name, launch.Instance, function.MemoryMegabytes));
    }

    public void RunsAs(int? processId) => _span?.SetTag("process.pid", processId);

    /// <summary>The runtime waits for an event, or has failed; extensions may go on. Only the first call counts.</summary>
    public void EndRuntime(string? errorType)
    {
        if (_began != 0 && Interlocked.Exchange(ref _runtimeDone, 1) == 0)
            log.Write(new InitRuntimeDoneEvent(_phase, PlatformStatus.Of(errorType)));
    }

    /// <summary>Only the first end counts.</summary>
    /// <param name="errorType">Null for a success.</param>
    /// <param name="extensions">Their states at this moment are told.</param>
    public void End(string? errorType, IReadOnlyList<Extension> extensions)
    {
        if (_began == 0 || Interlocked.Exchange(ref _ended, 1) == 1)
            return;
        var duration = resources.Time.GetElapsedTime(_began);
        var status = PlatformStatus.Of(errorType);
        if (!status.IsSuccess)
            _span?.SetStatus(ActivityStatusCode.Error, errorType);
        _span?.Stop();
        EndRuntime(errorType);
        foreach (var extension in extensions)
            log.Write(new ExtensionInitEvent(extension.Name, extension.State.ToString(), extension.Events));
        log.Write(new InitReportEvent(_phase, status, duration));
        over();
        if (!status.IsSuccess)
            return;
        Duration = duration;
        resources.Telemetry.Initialized(function.Name, duration);
    }
}
