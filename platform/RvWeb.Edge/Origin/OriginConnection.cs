namespace RvWeb.Edge.Origin;

/// <summary>
/// A connection that tells apart what its end means. The HTTP client repeats a request whose connection has ended without an
/// answer, unseen and uncounted. That is right where a kept connection was closed while the request was on its way to it, and
/// wrong where the origin took the request and left: then the end is an error here.
/// </summary>
internal sealed class OriginConnection(Stream inner) : Stream
{
    private bool _isNew = true;
    private bool _hasSent;
    private bool _isOwedAnswer;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="EndOfStreamException">The origin has taken a request, the first one of this connection, and closed without an answer.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Who waits for bytes before it has sent any watches an idle connection.
        _isNew &= _hasSent;
        int count;
        try
        {
            count = await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException) when (!_isNew && _isOwedAnswer)
        {
            // A request that meets a closed connection is answered by a reset.
            return 0;
        }

        // A read of nothing waits until there is something, an end included, and does not tell which.
        if (count == 0 && !buffer.IsEmpty && _isNew)
            throw new EndOfStreamException("the connection was closed without an answer");
        if (count > 0)
            _isNew = _isOwedAnswer = false;
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _hasSent = _isOwedAnswer = true;
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
