namespace RvWeb.Dashboard.Telemetry;

/// <summary>
/// How much telemetry is kept, so that no exporter, chatty or hostile, can fill the host's memory. Limits count per
/// resource: one that talks a lot never pushes out what a quiet one said.
/// </summary>
internal sealed record TelemetryLimits
{
    /// <summary>Resources that may have telemetry; beyond it the one silent for longest is forgotten.</summary>
    public int Resources { get; init; } = 200;

    public int SpansPerResource { get; init; } = 10_000;

    public int LogsPerResource { get; init; } = 10_000;

    /// <summary>Characters of names and values, for spans and for logs each.</summary>
    public long CharactersPerResource { get; init; } = 32 * 1024 * 1024;

    /// <summary>The same for all resources together; beyond it the largest one gives way.</summary>
    public long Characters { get; init; } = 128 * 1024 * 1024;

    public int InstrumentsPerResource { get; init; } = 500;

    /// <summary>Combinations of attributes that one instrument may have; later ones are not kept.</summary>
    public int DimensionsPerInstrument { get; init; } = 500;

    /// <summary>The latest points of a dimension, which are all kept: twenty minutes at one a second.</summary>
    public int RecentPoints { get; init; } = 1_200;

    /// <summary>Older points of a dimension, one for each quarter of a minute: half a day.</summary>
    public int OldPoints { get; init; } = 2_880;

    /// <summary>Buckets or quantiles of one point.</summary>
    public int BucketsPerPoint { get; init; } = 1_000;

    public int ExemplarsPerDimension { get; init; } = 20;

    /// <summary>Numbers in the metric points of a resource, buckets included; beyond it the longest dimension gives way.</summary>
    public long NumbersPerResource { get; init; } = 8 * 1024 * 1024;

    /// <summary>The same for all resources together.</summary>
    public long Numbers { get; init; } = 24 * 1024 * 1024;

    /// <summary>Attributes of one span, event, link, log or resource; the OpenTelemetry SDKs' own default.</summary>
    public int Attributes { get; init; } = 128;

    public int EventsPerSpan { get; init; } = 128;

    public int LinksPerSpan { get; init; } = 128;

    /// <summary>Characters of one name: of a span, a resource, an attribute; the rest is cut off.</summary>
    public int NameLength { get; init; } = 1_000;

    /// <summary>Characters of one value or message; the rest is cut off.</summary>
    public int ValueLength { get; init; } = 64 * 1024;
}
