namespace RvWeb.Tests.Edge;

internal sealed record EdgeReply(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);
}
