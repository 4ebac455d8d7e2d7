using Grpc.Core;
using RvWeb.Dashboard.Otlp.Protos;

namespace RvWeb.Dashboard.Otlp;

internal sealed class MetricsCollector(TelemetryIntake intake) : MetricsService.MetricsServiceBase
{
    public override Task<ExportMetricsServiceResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context) =>
        Task.FromResult(intake.Take(request));
}
