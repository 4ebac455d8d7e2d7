using System.Buffers;
using System.IO.Pipelines;
using RvWeb.Edge.Origin;

namespace RvWeb.Edge.Viewer;

/// <summary>
/// Copies an origin's body to a viewer, if there is one, and keeps it as long as it stays within a bound. A body of known
/// length is read straight into its final memory.
/// </summary>
internal sealed class BodyRecorder
{
    private const int ChunkSize = 64 * 1024;

    private readonly long _bound;
    private readonly long? _length;
    private byte[]? _kept;
    private int _count;

    public BodyRecorder(long? length, long bound)
    {
        _length = length;
        _bound = bound;
        if (bound > 0 && !(length > bound))
            _kept = new byte[length ?? Math.Min(ChunkSize, bound)];
    }

    /// <summary>The recorded body; null if it outgrew the bound.</summary>
    public ReadOnlyMemory<byte>? Whole()
    {
        if (_kept is null)
            return null;
        // Half-empty memory would count against the cache's budget without being counted.
        if (_kept.Length > _count + (_count / 8))
            Array.Resize(ref _kept, _count);
        return _kept.AsMemory(0, _count);
    }

    /// <returns>False if without a viewer the rest is of no use.</returns>
    public async Task<bool> CopyAsync(OriginAnswer answer, PipeWriter? viewer, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_kept is null)
            {
                if (viewer is null)
                    return false;
                await StreamRestAsync(answer, viewer, cancellationToken);
                return false;
            }

            if (_count == _length || !MakeRoom())
            {
                if (_kept is not null)
                    return true;
                continue;
            }

            var read = await answer.ReadAsync(_kept.AsMemory(_count), cancellationToken);
            if (read == 0)
                return true;
            if (viewer is not null)
                await viewer.WriteAsync(_kept.AsMemory(_count, read), cancellationToken);
            _count += read;
        }
    }

    private bool MakeRoom()
    {
        if (_count < _kept!.Length)
            return true;
        if (_count >= _bound)
            _kept = null;
        else
            Array.Resize(ref _kept, (int)Math.Min(_kept.Length * 2L, _bound));
        return _kept is not null;
    }

    private static async Task StreamRestAsync(OriginAnswer answer, PipeWriter viewer, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            int read;
            while ((read = await answer.ReadAsync(buffer, cancellationToken)) > 0)
                await viewer.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
