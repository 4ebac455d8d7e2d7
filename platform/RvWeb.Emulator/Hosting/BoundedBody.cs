using System.Buffers;

namespace RvWeb.Emulator.Hosting;

/// <summary>Reads a request's body into one piece of memory, up to a limit.</summary>
internal static class BoundedBody
{
    /// <returns>The body, or null if it is longer than the limit.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            return null;
        var buffer = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 0) + 1);
        while (true)
        {
            var result = await request.BodyReader.ReadAsync(cancellationToken);
            var tooLong = buffer.WrittenCount + result.Buffer.Length > limit;
            if (!tooLong)
                Append(buffer, result.Buffer);
            request.BodyReader.AdvanceTo(result.Buffer.End);
            if (tooLong)
                return null;
            if (result.IsCompleted)
                return buffer.WrittenMemory;
        }
    }

    private static void Append(ArrayBufferWriter<byte> buffer, ReadOnlySequence<byte> body)
    {
        foreach (var segment in body)
            buffer.Write(segment.Span);
    }
}
