using System.Buffers;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Streaming;

/// <summary>A streamed response as one piece, for callers who cannot stream: AWS hands them the bytes as they are, prelude included.</summary>
internal static class CollectedResponse
{
    /// <summary>Waits for the end. An error, even one after the first bytes, is the result then, since nothing has gone out yet.</summary>
    public static async Task<InvocationResult> CollectAsync(this ResponseStream stream, int limit)
    {
        var payload = await ReadAsync(stream, limit);
        var outcome = await stream.Completion;
        if (outcome.Outcome != InvocationOutcome.Succeeded)
            return outcome;
        return payload is { } complete
            ? outcome with { Payload = complete }
            : PlatformError.ResponseTooLarge(limit) with { TraceHeader = outcome.TraceHeader };
    }

    // No token: like every invocation this one ends by itself, at its timeout at the latest.
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(ResponseStream stream, int limit)
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                var read = await stream.Body.ReadAsync(CancellationToken.None);
                if (buffer.WrittenCount + read.Buffer.Length > limit)
                    return null;
                foreach (var segment in read.Buffer)
                    buffer.Write(segment.Span);
                stream.Body.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return buffer.WrittenMemory;
            }
        }
        finally
        {
            stream.Drop();
        }
    }
}
