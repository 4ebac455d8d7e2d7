namespace RvWeb.Tests.Lambda;

/// <summary>What a client sends, nothing escaped.</summary>
internal sealed record ClientRequest
{
    public required string Method { get; init; }
    public required string[] Segments { get; init; }
    public required (string Key, string Value)[] Query { get; init; }
    public required (string Name, string[] Values)[] Headers { get; init; }
    public required string[] Cookies { get; init; }
    public required byte[] Body { get; init; }

    public string Path => "/" + string.Join('/', Segments);

    public string RawPath => "/" + string.Join('/', Segments.Select(Uri.EscapeDataString));

    public string RawQuery => string.Join('&', Query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    public string CookieHeader => string.Join("; ", Cookies);
}
