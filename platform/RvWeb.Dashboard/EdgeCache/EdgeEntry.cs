namespace RvWeb.Dashboard.EdgeCache;

/// <summary>A stored answer; times in seconds.</summary>
internal sealed record EdgeEntry
{
    public string Pop { get; init; } = "";
    public string Method { get; init; } = "";
    public string Path { get; init; } = "";
    public string Query { get; init; } = "";
    public int Status { get; init; }
    public long Bytes { get; init; }
    public string State { get; init; } = "";
    public long Age { get; init; }
    public long Lifetime { get; init; }
    public long StaleWhileRevalidate { get; init; }
    public long Hits { get; init; }
    public string Reason { get; init; } = "";

    public string Target => Query.Length == 0 ? Path : $"{Path}?{Query}";

    public long FreshLeft => Math.Max(0, Lifetime - Age);

    public long StaleLeft => Math.Max(0, Math.Min(StaleWhileRevalidate, Lifetime + StaleWhileRevalidate - Age));
}
