using Grpc.Core;
using RvWeb.Dashboard.Otlp.Protos;

namespace RvWeb.Dashboard.Otlp;

internal sealed class LogsCollector(TelemetryIntake intake) : LogsService.LogsServiceBase
{
    public override Task<ExportLogsServiceResponse> Export(ExportLogsServiceRequest request, ServerCallContext context) =>
        Task.FromResult(intake.Take(request));
}
