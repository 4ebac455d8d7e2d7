using System.Globalization;

namespace RvWeb.Dashboard.TraceDetail;

/// <summary>Which spans of a trace are shown.</summary>
/// <param name="Text">Part of a name, a span id or a resource; matches bring their ancestors and descendants along.</param>
/// <param name="Type">The same for what a span is about.</param>
/// <param name="AtLeast">Shorter ones are left out, unless they lead to a longer one.</param>
internal sealed record SpanFilter(string Text, SpanType? Type, TimeSpan AtLeast)
{
    /// <summary>From a page's query; what makes no sense filters nothing.</summary>
    public static SpanFilter Parse(string text, string type, string milliseconds) => new(
        text.Trim(),
        Enum.TryParse<SpanType>(type, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null,
        double.TryParse(milliseconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var least) && least is > 0 and < 1e9
            ? TimeSpan.FromMilliseconds(least) : TimeSpan.Zero);

    public bool IsEmpty => Text.Length == 0 && Type is null && AtLeast == TimeSpan.Zero;

    /// <summary>In the same order.</summary>
    public IReadOnlyList<TimedSpan> Apply(IReadOnlyList<TimedSpan> spans)
    {
        if (IsEmpty)
            return spans;
        var near = new HashSet<TimedSpan>();
        foreach (var span in spans) // parents come first
            if (Matches(span) || (span.Parent is { } parent && near.Contains(parent)))
                near.Add(span);
        var shown = new HashSet<TimedSpan>();
        foreach (var span in near.Where(span => span.Span.Duration >= AtLeast))
            for (var at = span; at is not null && shown.Add(at); at = at.Parent)
            {
                // every ancestor up to one that is there already
            }

        return [.. spans.Where(shown.Contains)];
    }

    private bool Matches(TimedSpan span) =>
        (Type is null || SpanTypes.Of(span.Span) == Type)
        && (Text.Length == 0 || Contains(span.Span.Title) || Contains(span.Span.SpanId) || Contains(span.Span.Resource.Name)
            || (SpanTypes.SilentPeer(span) is { } peer && Contains(peer)));

    private bool Contains(string text) => text.Contains(Text, StringComparison.OrdinalIgnoreCase);
}
