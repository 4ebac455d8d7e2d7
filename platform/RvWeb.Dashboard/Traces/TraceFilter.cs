namespace RvWeb.Dashboard.Traces;

/// <param name="Text">Part of the trace id or the root span's name, in any case.</param>
/// <param name="Resource">Name of a resource that took part.</param>
/// <param name="HasError">Whether a span failed.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="Order">Which ones come first.</param>
internal sealed record TraceFilter(string? Text = null, string? Resource = null, bool? HasError = null, int Limit = 200, TraceOrder Order = TraceOrder.Newest)
{
    public bool Matches(TraceSummary trace) =>
        (string.IsNullOrWhiteSpace(Text) || Contains(trace.Name) || Contains(trace.TraceId) || Contains(trace.XCache ?? ""))
        && (string.IsNullOrEmpty(Resource) || trace.Resources.Any(share => share.Resource == Resource))
        && (HasError is null || HasError == trace.HasError);

    private bool Contains(string text) => text.Contains(Text!.Trim(), StringComparison.OrdinalIgnoreCase);
}
