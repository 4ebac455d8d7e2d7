using System.Buffers;
using System.IO.Pipelines;
using RvWeb.Edge.Origin;

namespace RvWeb.Edge.Compression;

/// <summary>Compresses an origin's body while it arrives, piece by piece, for the viewer and for the cache at once.</summary>
internal sealed class CompressedBody(PipeWriter? viewer, long bound) : IDisposable
{
    private const int ChunkSize = 64 * 1024;

    private readonly MemoryStream _output = new();
    private bool _isKept = bound > 0;
    private int _sent;

    /// <returns>The compressed body; null if it outgrew the bound or is not to be kept.</returns>
    /// <exception cref="IOException">The origin ended early or stalled.</exception>
    public static async Task<ReadOnlyMemory<byte>?> CopyAsync(
        OriginAnswer answer, ContentCoding coding, PipeWriter? viewer, long bound, CancellationToken cancellationToken)
    {
        using var body = new CompressedBody(viewer, bound);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            await using (var encoder = coding.Encoder(body._output))
            {
                int read;
                while ((read = await answer.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    await encoder.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                    await body.PassOnAsync(cancellationToken);
                }
            }

            await body.PassOnAsync(cancellationToken);
            return body.Whole();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => _output.Dispose();

    private async Task PassOnAsync(CancellationToken cancellationToken)
    {
        if (viewer is not null && _output.Length > _sent)
            await viewer.WriteAsync(Written()[_sent..], cancellationToken);
        _sent = (int)_output.Length;
        if (_isKept && _output.Length <= bound)
            return;
        _isKept = false;
        _output.SetLength(0);
        _sent = 0;
    }

    private ReadOnlyMemory<byte> Written() => _output.GetBuffer().AsMemory(0, (int)_output.Length);

    private ReadOnlyMemory<byte>? Whole()
    {
        if (!_isKept)
            return null;
        // Unused memory would count against the cache's budget without being counted.
        return _output.Capacity > _output.Length + (_output.Length / 8) ? _output.ToArray() : Written();
    }
}
