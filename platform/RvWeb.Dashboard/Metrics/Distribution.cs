namespace RvWeb.Dashboard.Metrics;

/// <summary>Values counted in buckets. Buckets ascend and do not overlap; empty ones are left out.</summary>
internal sealed record Distribution(IReadOnlyList<Bucket> Buckets)
{
    public static Distribution Empty { get; } = new([]);

    public double Count => Buckets.Sum(bucket => bucket.Count);

    public Distribution Plus(Distribution other) => Merged(other, sign: 1);

    /// <summary>What was added since; counts that fell, as after a restart, are as many as there are now.</summary>
    public Distribution Since(Distribution earlier) => Merged(earlier, sign: -1) is { } since && since.Buckets.All(bucket => bucket.Count > 0) ? since : this;

    /// <summary>The value below which this part of all values lies, on a straight line through its bucket; null without values.</summary>
    /// <param name="part">0 to 1.</param>
    public double? Quantile(double part)
    {
        var left = Math.Clamp(part, 0, 1) * Count;
        foreach (var bucket in Buckets)
        {
            if (left <= bucket.Count)
                return Inside(bucket, left / bucket.Count);
            left -= bucket.Count;
        }

        return Buckets.Count == 0 ? null : Inside(Buckets[^1], 1);
    }

    // An open bucket says nothing but its one bound.
    private static double Inside(Bucket bucket, double part) =>
        double.IsInfinity(bucket.Upper) ? bucket.Lower
        : double.IsInfinity(bucket.Lower) ? bucket.Upper
        : bucket.Lower + (bucket.Upper - bucket.Lower) * part;

    private Distribution Merged(Distribution other, int sign)
    {
        var merged = new List<Bucket>(Math.Max(Buckets.Count, other.Buckets.Count));
        var (mine, its) = (0, 0);
        while (mine < Buckets.Count || its < other.Buckets.Count)
        {
            var order = mine == Buckets.Count ? 1 : its == other.Buckets.Count ? -1 : Buckets[mine].Upper.CompareTo(other.Buckets[its].Upper);
            var bucket = order > 0
                ? other.Buckets[its] with { Count = sign * other.Buckets[its].Count }
                : Buckets[mine] with { Count = Buckets[mine].Count + (order == 0 ? sign * other.Buckets[its].Count : 0) };
            mine += order <= 0 ? 1 : 0;
            its += order >= 0 ? 1 : 0;
            if (bucket.Count != 0)
                merged.Add(bucket);
        }

        return new Distribution(merged);
    }
}
