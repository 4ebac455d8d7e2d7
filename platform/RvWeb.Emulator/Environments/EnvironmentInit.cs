using System.Diagnostics;
using RvWeb.Emulator.Extensions;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.Output.Events;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.Environments;

/// <summary>The init of one environment as it is told: its span, its metric and the platform's records.</summary>
internal sealed class EnvironmentInit(FunctionOptions function, EnvironmentResources resources, EnvironmentLaunch launch, PlatformLog log)
{
    private readonly InitPhase _phase = launch.Phase(function.Region);
    private Activity? _span;
    private long _began;
    private int _ended;

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
        foreach (var extension in extensions)
            log.Write(new ExtensionInitEvent(extension.Name, extension.State.ToString(), extension.Events));
        log.Write(new InitRuntimeDoneEvent(_phase, status));
        log.Write(new InitReportEvent(_phase, status, duration));
        if (!status.IsSuccess)
            return;
        Duration = duration;
        resources.Telemetry.Initialized(function.Name, duration);
    }
}
