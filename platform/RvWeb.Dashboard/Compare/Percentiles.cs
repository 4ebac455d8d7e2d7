namespace RvWeb.Dashboard.Compare;

/// <summary>Durations in order; each percentile is one of them (nearest rank), never a value between two that nobody measured.</summary>
internal sealed class Percentiles
{
    private readonly TimeSpan[] _ordered;

    public Percentiles(IEnumerable<TimeSpan> durations)
    {
        _ordered = [.. durations];
        Array.Sort(_ordered);
    }

    public int Count => _ordered.Length;

    public IReadOnlyList<TimeSpan> Ordered => _ordered;

    /// <param name="percent">From 0, the least, to 100, the most.</param>
    /// <returns>Null without a duration.</returns>
    public TimeSpan? At(double percent) =>
        _ordered.Length == 0 ? null : _ordered[Math.Max(0, (int)Math.Ceiling(percent / 100 * _ordered.Length) - 1)];
}
