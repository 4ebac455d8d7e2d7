namespace RvWeb.Edge.Functions.Events;

/// <summary>The request of an event.</summary>
internal sealed record FunctionRequest
{
    public required string Method { get; init; }

    /// <summary>The raw path.</summary>
    public required string Uri { get; init; }

    /// <summary>The raw query without <c>?</c>, for rawQueryString().</summary>
    public string RawQuery { get; init; } = "";
    public IReadOnlyList<EventField> Query { get; init; } = [];

    /// <summary>Names in lower case, cookies not among them.</summary>
    public IReadOnlyList<EventField> Headers { get; init; } = [];
    public IReadOnlyList<EventField> Cookies { get; init; } = [];
}
