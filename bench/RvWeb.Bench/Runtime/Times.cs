namespace RvWeb.Bench.Runtime;

/// <summary>Times of one kind of call, in milliseconds.</summary>
internal sealed class Times
{
    private readonly List<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    public static Times Of(IEnumerable<Times> parts)
    {
        var all = new Times();
        foreach (var part in parts)
            all._milliseconds.AddRange(part._milliseconds);
        return all;
    }

    public void Add(TimeSpan time) => _milliseconds.Add(time.TotalMilliseconds);

    /// <param name="percent">100 is the longest.</param>
    public double Percentile(int percent)
    {
        var sorted = _milliseconds.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];
    }
}
