namespace RvWeb.Dashboard.TraceDetail;

/// <summary>A piece of time; never ends before it starts.</summary>
internal readonly record struct Stretch(DateTimeOffset Start, DateTimeOffset End)
{
    public TimeSpan Length => End - Start;

    public bool Overlaps(Stretch other) => Start < other.End && other.Start < End;

    /// <summary>What of a stretch none of the others covers, in order of time.</summary>
    public static IReadOnlyList<Stretch> Uncovered(Stretch whole, IEnumerable<Stretch> others)
    {
        var free = new List<Stretch>();
        var at = whole.Start;
        foreach (var other in others.Where(other => other.Overlaps(whole)).OrderBy(other => other.Start))
        {
            if (other.Start > at)
                free.Add(new Stretch(at, other.Start));
            if (other.End > at)
                at = other.End;
        }

        if (at < whole.End)
            free.Add(new Stretch(at, whole.End));
        return free;
    }
}
