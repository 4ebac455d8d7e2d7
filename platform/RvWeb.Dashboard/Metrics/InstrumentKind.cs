namespace RvWeb.Dashboard.Metrics;

internal enum InstrumentKind
{
    /// <summary>A value that stands for itself.</summary>
    Gauge,

    /// <summary>A total that only grows.</summary>
    Counter,

    /// <summary>A total that grows and shrinks.</summary>
    UpDownCounter,

    /// <summary>A distribution in buckets, explicit or exponential.</summary>
    Histogram,

    /// <summary>A distribution as quantiles that the exporter computed.</summary>
    Summary,
}
