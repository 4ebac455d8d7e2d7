namespace RvWeb.Lambda.RuntimeApi;

/// <summary>A response in the buffer it was received in.</summary>
internal readonly struct RuntimeApiResponse(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
{
    public ResponseHead Head => new(HeadBytes.Span);

    public ReadOnlyMemory<byte> HeadBytes { get; } = head;

    public ReadOnlyMemory<byte> Body { get; } = body;
}
