using System.Diagnostics;
using RvWeb.Bench.Runtime;

namespace RvWeb.Bench.Measuring;

internal sealed class ColdMeasurement : IMeasurement
{
    public IReadOnlyList<string> Figures => ["to first next, ms", "to first response, ms", "CPU, ms", "peak RSS, MB"];

    public async Task<double[]> RunAsync(MeasuredProgram measured, CancellationToken cancellationToken)
    {
        using var api = new RuntimeApiServer(SampleEvent.FunctionUrl);
        var start = Stopwatch.GetTimestamp();
        using var program = FunctionProgram.Start(measured, api.Address);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, program.Exited);
        await api.ReceiveAsync(ended.Token);
        var next = Stopwatch.GetElapsedTime(start);
        await api.HandOutAsync(ended.Token);
        await SampleEvent.ReceiveResponseAsync(api, measured.Command, ended.Token);
        var response = Stopwatch.GetElapsedTime(start);
        return [next.TotalMilliseconds, response.TotalMilliseconds, program.CpuMilliseconds(), program.PeakMegabytes()];
    }
}
