using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RvWeb.Lambda.Responses;

/// <summary>Collects the body; the first flush starts the response, as it does in Kestrel.</summary>
internal sealed class LambdaResponseBody(LambdaResponse response) : PipeWriter, IHttpResponseBodyFeature
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private Stream? _stream;

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public Stream Stream => _stream ??= AsStream(leaveOpen: true);

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => 0;

    public void DisableBuffering()
    {
        // A buffered invocation has one answer; nothing leaves earlier.
    }

    public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        await response.StartAsync();
        await SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => response.StartAsync();

    Task IHttpResponseBodyFeature.CompleteAsync() => response.StartAsync();

    public override void Advance(int bytes) => _bytes.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _bytes.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _bytes.GetSpan(sizeHint);

    public override void CancelPendingFlush()
    {
        // Flushes never wait.
    }

    public override void Complete(Exception? exception = null)
    {
        // The invocation decides when the answer is posted.
    }

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await response.StartAsync();
        return new FlushResult(isCanceled: false, isCompleted: false);
    }
}
