using System.Buffers;
using System.IO.Pipelines;

namespace RvWeb.Emulator.Streaming;

/// <summary>
/// What comes before the body of a streamed HTTP response: JSON with status and headers, then eight NULs.
/// Source: docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html (response streaming).
/// </summary>
internal static class StreamPrelude
{
    /// <summary>The content type, on the Runtime API, of a response that has a prelude.</summary>
    public const string ContentType = "application/vnd.awslambda.http-integration-response";

    private static readonly byte[] Delimiter = new byte[8];

    public static bool IsAnnounced(ResponseStream stream) =>
        stream.ContentType.Split(';')[0].Trim().Equals(ContentType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes the prelude from the stream, which then begins with the body.</summary>
    /// <returns>The JSON, or null if the delimiter is not within the limit.</returns>
    public static async Task<byte[]?> ReadAsync(PipeReader body, int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (TryCut(read.Buffer, out var prelude))
            {
                var json = prelude.ToArray();
                body.AdvanceTo(read.Buffer.GetPosition(Delimiter.Length, prelude.End));
                return json.Length <= limit ? json : null;
            }
            var hopeless = read.IsCompleted || read.Buffer.Length > limit + Delimiter.Length;
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (hopeless)
                return null;
        }
    }

    private static bool TryCut(ReadOnlySequence<byte> received, out ReadOnlySequence<byte> prelude)
    {
        var reader = new SequenceReader<byte>(received);
        return reader.TryReadTo(out prelude, Delimiter);
    }
}
