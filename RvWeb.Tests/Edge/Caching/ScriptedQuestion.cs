namespace RvWeb.Tests.Edge.Caching;

internal sealed record ScriptedQuestion(string Method, IReadOnlyDictionary<string, string> Headers)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);
}
