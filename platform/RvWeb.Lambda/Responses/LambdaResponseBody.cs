using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RvWeb.Lambda.Responses;

/// <summary>
/// Collects the body. The first flush starts the response, as it does in Kestrel; each flush of one that is streamed sends
/// what was written. Sending blocks, which is how a slow reader slows the handler down.
/// </summary>
internal sealed class LambdaResponseBody(LambdaResponse response) : PipeWriter, IHttpResponseBodyFeature
{
    private readonly ResponseBuffer _buffer = new();
    private Stream? _stream;

    /// <summary>What has not been sent.</summary>
    public ReadOnlySpan<byte> Written => _buffer.Written;

    public Stream Stream => _stream ??= AsStream(leaveOpen: true);

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => response.Stream is null ? 0 : _buffer.Count;

    public void Clear() => _buffer.Clear();

    public void DisableBuffering()
    {
        // A streamed response has no buffer beyond the handler's own flushes; one that is posted whole cannot leave earlier.
    }

    public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        await response.StartAsync();
        await SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => response.StartAsync();

    public override void Advance(int bytes) => _buffer.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

    public override void CancelPendingFlush()
    {
        // Flushes never wait for a reader.
    }

    public override void Complete(Exception? exception = null)
    {
        // The invocation decides when the answer ends.
    }

    async Task IHttpResponseBodyFeature.CompleteAsync() => await FlushAsync();

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await response.StartAsync();
        SendWritten();
        return new FlushResult(isCanceled: false, isCompleted: false);
    }

    /// <summary>A flush that needs not start the response.</summary>
    public void SendWritten()
    {
        if (response.Stream is null || _buffer.Count == 0)
            return;
        response.Stream.Send(_buffer);
        _buffer.Clear();
    }
}
