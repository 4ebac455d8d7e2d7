using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace RvWeb.Edge.Functions;

/// <summary>
/// The body of an answer whose head a function may change. The function runs when the first byte is written, that is when
/// status and headers are settled; who writes the answer need not know of it.
/// </summary>
internal sealed class RewrittenBody(IHttpResponseBodyFeature inner, Func<byte[]?> decide, bool isHead) : IHttpResponseBodyFeature
{
    private readonly DecidingWriter _writer = new(inner.Writer, decide, isHead);
    private Stream? _stream;

    public Stream Stream => _stream ??= _writer.AsStream(leaveOpen: true);

    public PipeWriter Writer => _writer;

    /// <summary>For answers without a body, which nobody writes.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        _writer.Decide();
        await inner.Writer.FlushAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        _writer.Decide();
        return inner.StartAsync(cancellationToken);
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        _writer.Decide() ? inner.SendFileAsync(path, offset, count, cancellationToken) : Task.CompletedTask;

    public Task CompleteAsync()
    {
        _writer.Decide();
        return inner.CompleteAsync();
    }

    public void DisableBuffering() => inner.DisableBuffering();
}
