namespace RvWeb.Dashboard.Telemetry;

/// <summary>Counts metric points. Exporters need somewhere to send them; nothing shows them yet.</summary>
internal sealed class MetricCount
{
    private long _points;

    public long Points => Interlocked.Read(ref _points);

    public void Add(int count) => Interlocked.Add(ref _points, count);
}
