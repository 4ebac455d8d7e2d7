using System.Net;

namespace RvWeb.Edge.Origin;

/// <summary>A viewer's body on its way to the origin, in constant memory; the read timeout starts when all of it is sent.</summary>
internal sealed class ViewerBody : HttpContent
{
    private readonly Stream _body;
    private readonly long? _length;

    public ViewerBody(Stream body, long? length)
    {
        _body = body;
        _length = length;
        Headers.ContentLength = length;
    }

    public OriginDeadline? Deadline { get; set; }

    /// <summary>What was wrong with the body that the viewer sent; null if nothing was.</summary>
    public string? Fault { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Deadline?.Stop();
        try
        {
            await _body.CopyToAsync(stream, cancellationToken);
        }
        catch (BadHttpRequestException problem)
        {
            Fault = problem.Message;
            throw;
        }

        Deadline?.Restart();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length ?? 0;
        return _length is not null;
    }
}
