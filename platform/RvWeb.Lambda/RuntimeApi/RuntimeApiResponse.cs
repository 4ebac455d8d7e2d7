namespace RvWeb.Lambda.RuntimeApi;

/// <summary>A response in the buffer it was received in.</summary>
internal readonly struct RuntimeApiResponse(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
{
    public ResponseHead Head => new(HeadBytes.Span);

    public ReadOnlyMemory<byte> HeadBytes { get; } = head;

    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>Whether the request was sent twice, because the connection ended without an answer to the first.</summary>
    public bool IsToRepeated { get; init; }

    /// <summary>
    /// The API takes one answer to each invocation. A second one that it refuses as such means that it has the first, whose
    /// acceptance did not get through.
    /// </summary>
    public bool SaysTakenBefore => IsToRepeated && Head.Status switch
    {
        400 => Body.Span.IndexOf("InvalidRequestID"u8) >= 0,
        403 => Body.Span.IndexOf("InvalidStateTransition"u8) >= 0,
        _ => false,
    };
}
