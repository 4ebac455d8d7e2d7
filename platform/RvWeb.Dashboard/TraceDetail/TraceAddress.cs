using System.Globalization;

namespace RvWeb.Dashboard.TraceDetail;

/// <summary>Addresses of the trace page that keep what is filtered.</summary>
/// <param name="TraceId">The trace.</param>
/// <param name="Query">What the page was asked with, without the span and the place in the list.</param>
internal sealed record TraceAddress(string TraceId, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    public string To(string? span = null, int from = 0)
    {
        var parts = Query.Where(part => part.Value.Length > 0).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}").ToList();
        if (from > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"from={from}"));
        if (!string.IsNullOrEmpty(span))
            parts.Add($"span={Uri.EscapeDataString(span)}");
        var path = $"/traces/{TraceId}";
        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }
}
