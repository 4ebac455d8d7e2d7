using Grpc.Core;
using RvWeb.Dashboard.Otlp.Protos;

namespace RvWeb.Dashboard.Otlp;

internal sealed class TraceCollector(TelemetryIntake intake) : TraceService.TraceServiceBase
{
    public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context) =>
        Task.FromResult(intake.Take(request));
}
