using System.Buffers;
using System.IO.Pipelines;

namespace RvWeb.Loopback.Http2;

/// <summary>How a client says that it speaks HTTP/2 without having asked (RFC 9113, section 3.4).</summary>
internal static class Http2Preface
{
    private static readonly byte[] Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    /// <summary>Looks at the first bytes and leaves them where they are.</summary>
    public static async Task<bool> BeginsAsync(PipeReader input, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var isDecided = TryDecide(read.Buffer, out var isHttp2) || read.IsCompleted;
            input.AdvanceTo(read.Buffer.Start, isDecided ? read.Buffer.Start : read.Buffer.End);
            if (isDecided)
                return isHttp2;
        }
    }

    private static bool TryDecide(ReadOnlySequence<byte> received, out bool isHttp2)
    {
        var length = (int)Math.Min(received.Length, Preface.Length);
        Span<byte> begin = stackalloc byte[length];
        received.Slice(0, length).CopyTo(begin);
        var agrees = begin.SequenceEqual(Preface.AsSpan(0, length));
        isHttp2 = agrees && length == Preface.Length;
        return isHttp2 || !agrees;
    }
}
