using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.SnapStart;

/// <summary>Accepts each answer and tells nobody: Lambda knows nothing of the requests that are replayed.</summary>
internal sealed class DiscardingConnection(RuntimeApiEndpoint endpoint) : RuntimeApiConnection(endpoint)
{
    private readonly RuntimeApiResponse _accepted = new("HTTP/1.1 202 Accepted\r\n\r\n"u8.ToArray(), default);

    public override RuntimeApiResponse Exchange(
        ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, ReceiveBuffer response, CancellationToken cancellationToken) => _accepted;

    public override void Begin(ReadOnlySpan<byte> head, CancellationToken cancellationToken)
    {
        // The head of a streamed answer.
    }

    public override void Send(ReadOnlySpan<byte> bytes, CancellationToken cancellationToken)
    {
        // A part of it.
    }

    public override RuntimeApiResponse Receive(ReceiveBuffer response, CancellationToken cancellationToken) => _accepted;
}
