using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace RvWeb.ServiceDefaults.Telemetry;

/// <summary>
/// Exports what has been collected when an invocation ends: after it Lambda freezes the environment, so a batch left
/// for later may never leave it. The response has been sent by then; the bound keeps a dead collector from costing more.
/// </summary>
internal sealed class FlushAfterInvocation(IServiceProvider services) : BaseProcessor<Activity>
{
    private const int BoundMilliseconds = 500;

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != "RvWeb.Lambda" || data.OperationName != "invoke")
            return;
        services.GetService<TracerProvider>()?.ForceFlush(BoundMilliseconds);
        services.GetService<LoggerProvider>()?.ForceFlush(BoundMilliseconds);
        services.GetService<MeterProvider>()?.ForceFlush(BoundMilliseconds);
    }
}
