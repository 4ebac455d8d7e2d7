namespace RvWeb.Bench.Caching;

/// <summary>What is measured, and how often.</summary>
internal sealed record EdgeBenchOptions
{
    /// <summary>The edge's executable.</summary>
    public required string Edge { get; init; }

    /// <summary>nginx's executable; null measures the edge alone.</summary>
    public string? Peer { get; init; }

    public required string Wrk { get; init; }

    /// <summary>Hits one after another, for the latency.</summary>
    public required int Hits { get; init; }

    /// <summary>Rounds of load, each with both in turn.</summary>
    public required int Rounds { get; init; }

    /// <summary>Length of each load, in seconds.</summary>
    public required int Seconds { get; init; }

    public required int Connections { get; init; }

    /// <summary>Entries in the cache while keys expire.</summary>
    public required int Entries { get; init; }

    /// <summary>Keys that expire at one moment under load.</summary>
    public required int Expiring { get; init; }
}
