using System.Buffers;
using System.IO.Pipelines;

namespace RvWeb.Edge.Functions;

/// <summary>Asks before the first byte whether the body stays; if not, writes the other one and lets what comes go nowhere.</summary>
internal sealed class DecidingWriter(PipeWriter inner, Func<byte[]?> decide, bool isHead) : PipeWriter
{
    private const int Scratch = 4096;

    private bool? _stays;
    private byte[] _nowhere = [];

    /// <summary>Whether the body stays.</summary>
    public bool Decide()
    {
        if (_stays is { } decided)
            return decided;
        // Set first: what the decision itself writes is no question.
        _stays = true;
        if (decide() is not { } other)
            return true;
        _stays = false;
        if (!isHead)
            inner.Write(other);
        return false;
    }

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => Decide() ? inner.GetMemory(sizeHint) : Nowhere(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => Decide() ? inner.GetSpan(sizeHint) : Nowhere(sizeHint);

    public override void Advance(int bytes)
    {
        if (Decide())
            inner.Advance(bytes);
    }

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        Decide() ? inner.WriteAsync(source, cancellationToken) : inner.FlushAsync(cancellationToken);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        Decide();
        return inner.FlushAsync(cancellationToken);
    }

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    private byte[] Nowhere(int sizeHint)
    {
        if (_nowhere.Length < Math.Max(sizeHint, Scratch))
            _nowhere = new byte[Math.Max(sizeHint, Scratch)];
        return _nowhere;
    }
}
