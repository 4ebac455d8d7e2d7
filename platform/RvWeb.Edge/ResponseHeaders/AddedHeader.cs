using Microsoft.Extensions.Primitives;

namespace RvWeb.Edge.ResponseHeaders;

/// <summary>A header that a policy adds; without override an origin's header of the same name stays.</summary>
internal sealed record AddedHeader(string Name, StringValues Value, bool Overrides)
{
    public void AddTo(IHeaderDictionary headers)
    {
        if (Overrides || !headers.ContainsKey(Name))
            headers[Name] = Value;
    }
}
