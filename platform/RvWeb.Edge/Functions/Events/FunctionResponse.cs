namespace RvWeb.Edge.Functions.Events;

/// <summary>The response of an event, or one that a function returned.</summary>
internal sealed record FunctionResponse
{
    public required int Status { get; init; }
    public string? Description { get; init; }

    /// <summary>Names in lower case, Set-Cookie not among them.</summary>
    public IReadOnlyList<EventField> Headers { get; init; } = [];
    public IReadOnlyList<EventField> Cookies { get; init; } = [];

    /// <summary>Null keeps the body there is; empty removes it.</summary>
    public byte[]? Body { get; init; }
}
