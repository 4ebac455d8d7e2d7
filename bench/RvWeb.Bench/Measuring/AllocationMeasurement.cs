using System.Globalization;
using System.Text.RegularExpressions;
using RvWeb.Bench.Runtime;

namespace RvWeb.Bench.Measuring;

/// <summary>What a warm invocation allocates, by the program's own word; in a run of its own, for the telling takes time.</summary>
internal static partial class AllocationMeasurement
{
    private const int Invocations = 200;

    /// <summary>The median in bytes; NaN for a program that does not say.</summary>
    public static async Task<double> RunAsync(MeasuredProgram measured, int warmUp, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        using var api = new RuntimeApiServer(SampleEvent.FunctionUrl);
        using (var program = FunctionProgram.Start(
            measured with { Variables = [.. measured.Variables, FunctionProgram.TracesAllocations] }, api.Address, lines.Add))
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, program.Exited);
            for (var i = 0; i < warmUp + Invocations; i++)
            {
                await api.ReceiveAsync(ended.Token);
                await api.HandOutAsync(ended.Token);
                await SampleEvent.ReceiveResponseAsync(api, measured.Command, ended.Token);
                await api.AcceptAnswerAsync(ended.Token);
            }

            // By then it has written what the last one allocated.
            await api.ReceiveAsync(ended.Token);
        }

        var bytes = lines.Select(line => Allocated().Match(line)).Where(match => match.Success).Skip(warmUp)
            .Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Order().ToArray();
        return bytes.Length == 0 ? double.NaN : bytes[bytes.Length / 2];
    }

    [GeneratedRegex(@"Invocation \S+ allocated (\d+) bytes")]
    private static partial Regex Allocated();
}
