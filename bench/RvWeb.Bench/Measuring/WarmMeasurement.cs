using System.Diagnostics;
using RvWeb.Bench.Runtime;

namespace RvWeb.Bench.Measuring;

internal sealed class WarmMeasurement : IMeasurement
{
    private const int WarmUp = 500;
    private const int Invocations = 2_000;

    public IReadOnlyList<string> Figures => ["median, µs", "p99, µs", $"peak RSS after {WarmUp + Invocations}, MB", "allocated, bytes"];

    public async Task<double[]> RunAsync(MeasuredProgram measured, CancellationToken cancellationToken)
    {
        using var api = new RuntimeApiServer(SampleEvent.FunctionUrl);
        using var program = FunctionProgram.Start(measured, api.Address);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, program.Exited);
        var times = new double[Invocations];
        for (var i = -WarmUp; i < Invocations; i++)
        {
            await api.ReceiveAsync(ended.Token);
            var start = Stopwatch.GetTimestamp();
            await api.HandOutAsync(ended.Token);
            await SampleEvent.ReceiveResponseAsync(api, measured.Command, ended.Token);
            if (i >= 0)
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            await api.AcceptAnswerAsync(ended.Token);
        }

        Array.Sort(times);
        return [times[Invocations / 2], times[Invocations * 99 / 100], program.PeakMegabytes(), await AllocationMeasurement.RunAsync(measured, WarmUp, cancellationToken)];
    }
}
