namespace RvWeb.Tests.Edge.Caching;

internal sealed record ScriptedAnswer(int Status, string? Body, params (string Name, string Value)[] Headers)
{
    public bool IsChunked { get; init; }
}
