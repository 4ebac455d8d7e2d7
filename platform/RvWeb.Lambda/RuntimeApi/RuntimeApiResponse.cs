namespace RvWeb.Lambda.RuntimeApi;

/// <summary>A response in the connection's buffer.</summary>
internal readonly struct RuntimeApiResponse(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
{
    private readonly ReadOnlyMemory<byte> _head = head;

    public ResponseHead Head => new(_head.Span);

    public ReadOnlyMemory<byte> Body { get; } = body;
}
