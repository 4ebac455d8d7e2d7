using System.Buffers;
using System.Net;
using RvWeb.Edge.Signing;

namespace RvWeb.Edge.Origin;

/// <summary>A viewer's body on its way to the origin, in constant memory; the read timeout runs only while the origin is waited for.</summary>
internal sealed class ViewerBody : HttpContent
{
    private const int ChunkSize = 64 * 1024;

    private readonly Stream _body;
    private readonly long? _length;

    public ViewerBody(Stream body, long? length)
    {
        _body = body;
        _length = length;
        Headers.ContentLength = length;
    }

    public OriginDeadline? Deadline { get; set; }

    /// <summary>Set if the viewer has promised what the body hashes to.</summary>
    public PromisedPayload? Promise { get; private set; }

    /// <summary>Reads a bounded first part of the body and compares, if that is all of it.</summary>
    /// <returns>False if the promise is broken.</returns>
    public Task<bool> KeepsPromiseAsync(string hash, CancellationToken cancellationToken)
    {
        Promise ??= new PromisedPayload(_body, hash);
        return Promise.ReadAheadAsync(cancellationToken);
    }
    /// <summary>What was wrong with the body that the viewer sent; null if nothing was.</summary>
    public string? Fault { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            int read;
            while ((read = await ReadAsync(buffer, cancellationToken)) > 0)
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
        catch (BadHttpRequestException problem)
        {
            Fault = problem.Message;
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Promise?.Dispose();
        base.Dispose(disposing);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length ?? 0;
        return _length is not null;
    }

    private async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Deadline?.Pause();
        var read = Promise is null ? await _body.ReadAsync(buffer, cancellationToken) : await Promise.ReadAsync(buffer, cancellationToken);
        Deadline?.Resume();
        return read;
    }
}
