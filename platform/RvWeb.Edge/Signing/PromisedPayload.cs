using System.Security.Cryptography;

namespace RvWeb.Edge.Signing;

/// <summary>
/// A body whose SHA-256 the viewer has promised. Up to a bound it is read and compared before the origin hears of the request.
/// Of a longer one the last part is held back until the rest is here: if the hash is wrong the origin never gets the end.
/// </summary>
internal sealed class PromisedPayload(Stream body, string hash) : IDisposable
{
    /// <summary>Read before the origin is asked, in bytes.</summary>
    public const int Bound = 1024 * 1024;

    private const int ChunkSize = 64 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _held = [];
    private int _start;
    private int _count;
    private bool _isRead;
    private bool _isAtEnd;

    public bool IsBroken { get; private set; }

    public async Task<bool> ReadAheadAsync(CancellationToken cancellationToken)
    {
        if (_isRead)
            return !IsBroken;
        _isRead = true;
        _held = new byte[ChunkSize];
        while (_count < Bound && await FillAsync(cancellationToken))
        {
            if (_count == _held.Length && _count < Bound)
                Array.Resize(ref _held, Math.Min(_held.Length * 2, Bound));
        }

        return !IsBroken;
    }

    /// <exception cref="IOException">The body is not what was promised.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // More must be here, or the end, before any of what is held may go.
        if (!_isAtEnd && _count <= ChunkSize)
            await MoreAsync(cancellationToken);
        if (IsBroken)
            throw new IOException("The body is not what x-amz-content-sha256 promised.");
        var given = Math.Min(buffer.Length, _isAtEnd ? _count : Math.Max(_count - ChunkSize, 0));
        _held.AsMemory(_start, given).CopyTo(buffer);
        (_start, _count) = (_start + given, _count - given);
        return given;
    }

    public void Dispose() => _hash.Dispose();

    private async Task MoreAsync(CancellationToken cancellationToken)
    {
        Buffer.BlockCopy(_held, _start, _held, 0, _count);
        _start = 0;
        if (_held.Length < 2 * ChunkSize)
            Array.Resize(ref _held, 2 * ChunkSize);
        while (_count <= ChunkSize && await FillAsync(cancellationToken))
        {
            // One read may bring less than what has to be held back.
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        var read = await body.ReadAsync(_held.AsMemory(_start + _count), cancellationToken);
        if (read > 0)
        {
            _hash.AppendData(_held, _start + _count, read);
            _count += read;
            return true;
        }

        _isAtEnd = true;
        IsBroken = !Convert.ToHexStringLower(_hash.GetHashAndReset()).Equals(hash, StringComparison.OrdinalIgnoreCase);
        return false;
    }
}
