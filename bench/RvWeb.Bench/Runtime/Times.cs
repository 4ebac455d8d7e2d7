namespace RvWeb.Bench.Emulating;

/// <summary>Times of one kind of call, in milliseconds.</summary>
internal sealed class Times
{
    private readonly List<double> _milliseconds = [];

    public void Add(TimeSpan time) => _milliseconds.Add(time.TotalMilliseconds);

    public double Percentile(int percent)
    {
        var sorted = _milliseconds.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];
    }
}
