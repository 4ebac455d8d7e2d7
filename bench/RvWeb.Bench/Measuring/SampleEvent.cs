using RvWeb.Bench.Runtime;

namespace RvWeb.Bench.Measuring;

internal static class SampleEvent
{
    public static byte[] FunctionUrl { get; } = Read();

    /// <summary>Waits for the answer; a reported error ends the measurement, for its time would say nothing.</summary>
    public static async Task ReceiveResponseAsync(RuntimeApiServer api, string command, CancellationToken cancellationToken)
    {
        var head = await api.ReceiveAsync(cancellationToken);
        if (!head.StartsWith("POST", StringComparison.Ordinal) || !head.Contains("/response ", StringComparison.Ordinal))
            throw new InvalidOperationException($"'{command}' did not answer the event but sent: {head.Split('\r')[0]}");
    }

    private static byte[] Read()
    {
        using var stream = typeof(SampleEvent).Assembly.GetManifestResourceStream("function-url.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
