using RvWeb.Dashboard.Metrics;
using RvWeb.Dashboard.Otlp.Protos;

namespace RvWeb.Dashboard.Otlp;

/// <summary>Reads both kinds of histogram into one: buckets with a lower and an upper bound.</summary>
internal static class BucketReader
{
    // 16 buckets for each doubling, 4 % wide. Scales nest, so a finer one only has to be added up; a grid that all points
    // share can be subtracted, whatever scale an SDK has come down to.
    private const int FinestScale = 4;

    public static Distribution Explicit(HistogramPoint point, int limit)
    {
        var buckets = new List<Bucket>();
        var lower = double.NegativeInfinity;
        for (var index = 0; index < Math.Min(point.BucketCounts.Count, limit); index++)
        {
            var upper = index < point.ExplicitBounds.Count ? point.ExplicitBounds[index] : double.PositiveInfinity;
            // Bounds that do not ascend (or are no numbers) say nothing about what lies between them.
            if (!(upper > lower))
                return Distribution.Empty;
            if (point.BucketCounts[index] > 0)
                buckets.Add(new Bucket(index == 0 ? Lowest(point, upper) : lower, upper, point.BucketCounts[index]));
            lower = upper;
        }

        return new Distribution(buckets);
    }

    public static Distribution Exponential(ExponentialHistogramPoint point, int limit)
    {
        var buckets = new List<Bucket>();
        foreach (var (index, count) in Rescaled(point.Negative, point.Scale, limit).Reverse())
            buckets.Add(new Bucket(-Bound(index + 1, point.Scale), -Bound(index, point.Scale), count));
        if (point.ZeroCount > 0)
            buckets.Add(new Bucket(0, 0, point.ZeroCount));
        foreach (var (index, count) in Rescaled(point.Positive, point.Scale, limit))
            buckets.Add(new Bucket(Bound(index, point.Scale), Bound(index + 1, point.Scale), count));
        return new Distribution([.. buckets.Where(bucket => bucket.Upper > bucket.Lower || bucket.Upper == 0)]);
    }

    private static SortedDictionary<int, double> Rescaled(ExponentialHistogramPoint.Types.Buckets? sent, int scale, int limit)
    {
        var shift = Math.Clamp(scale - FinestScale, 0, 31);
        var counts = new SortedDictionary<int, double>();
        for (var at = 0; sent is not null && at < Math.Min(sent.BucketCounts.Count, limit); at++)
            if (sent.BucketCounts[at] > 0)
            {
                var index = (int)Math.Clamp(((long)sent.Offset + at) >> shift, int.MinValue, int.MaxValue - 1);
                counts[index] = counts.GetValueOrDefault(index) + sent.BucketCounts[at];
            }

        return counts;
    }

    private static double Bound(int index, int scale) => Math.Pow(2, index * Math.Pow(2, -Math.Min(scale, FinestScale)));

    // The first bucket is open below. Most of what is measured, durations and sizes, begins at zero.
    private static double Lowest(HistogramPoint point, double upper)
    {
        var lowest = point.HasMin ? point.Min : 0;
        return lowest < upper ? lowest : double.NegativeInfinity;
    }
}
