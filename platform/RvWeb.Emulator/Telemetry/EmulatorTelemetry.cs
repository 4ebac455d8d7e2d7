using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RvWeb.Emulator.Telemetry;

/// <summary>Spans and metrics. Attribute names are OpenTelemetry's (semantic conventions, FaaS and HTTP).</summary>
internal sealed class EmulatorTelemetry
{
    public const string SourceName = "RvWeb.Emulator";

    private static readonly ActivitySource Source = new(SourceName);

    private readonly Counter<long> _coldStarts;
    private readonly Histogram<double> _initDuration;
    private readonly Histogram<double> _invokeDuration;

    public EmulatorTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(SourceName);
        _coldStarts = meter.CreateCounter<long>("faas.coldstarts", "{coldstart}", "Invocations that waited for an init.");
        _initDuration = meter.CreateHistogram<double>("faas.init_duration", "s", "Process start to first next.");
        _invokeDuration = meter.CreateHistogram<double>("faas.invoke_duration", "s", "Event handed over to answer.");
    }

    public void ColdStart(string function) => _coldStarts.Add(1, Tag(function));

    public void Initialized(string function, TimeSpan duration) => _initDuration.Record(duration.TotalSeconds, Tag(function));

    public void Invoked(string function, TimeSpan duration) => _invokeDuration.Record(duration.TotalSeconds, Tag(function));

    /// <summary>
    /// Starts a span under an explicit parent and leaves nothing current: these spans begin and end on different
    /// requests' flows, and the hosting activity of ASP.NET Core, never exported, must not become their parent.
    /// </summary>
    public static Activity? Start(string name, ActivityKind kind, ActivityContext parent)
    {
        if (!Source.HasListeners())
            return null;
        var current = Activity.Current;
        Activity.Current = null;
        var activity = Source.StartActivity(name, kind, parent);
        Activity.Current = current;
        return activity;
    }

    private static KeyValuePair<string, object?> Tag(string function) => new("faas.name", function);
}
