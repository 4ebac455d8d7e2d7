using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RvWeb.Lambda.Requests;

/// <summary>
/// The request's body, which came whole with the event. Like Kestrel's it is read once from front to back, and no longer
/// than the app allows; unlike Kestrel's it has no limit of its own, for Lambda has one.
/// </summary>
internal sealed class RequestBody : Stream, IHttpMaxRequestBodySizeFeature
{
    private ReadOnlyMemory<byte> _bytes;
    private int _position;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public bool IsReadOnly { get; private set; }

    public long? MaxRequestBodySize
    {
        get;
        set => field = IsReadOnly
            ? throw new InvalidOperationException("The maximum request body size cannot be modified after the app has started reading the body.")
            : value;
    }

    public void Start(ReadOnlyMemory<byte> bytes)
    {
        (_bytes, _position, IsReadOnly) = (bytes, 0, false);
        MaxRequestBodySize = null;
    }

    public override int Read(Span<byte> buffer)
    {
        ThrowIfTooLarge();
        var count = Math.Min(buffer.Length, _bytes.Length - _position);
        _bytes.Span.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void ThrowIfTooLarge()
    {
        IsReadOnly = true;
        if (_bytes.Length > MaxRequestBodySize)
            throw new BadHttpRequestException(
                $"Request body too large. The max request body size is {MaxRequestBodySize} bytes.", StatusCodes.Status413PayloadTooLarge);
    }
}
