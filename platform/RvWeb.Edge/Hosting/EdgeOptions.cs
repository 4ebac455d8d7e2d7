using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Hosting;

/// <summary>How to run one edge.</summary>
internal sealed class EdgeOptions
{
    public required Distribution Distribution { get; init; }

    /// <summary>Every origin of the distribution, by id.</summary>
    public required IReadOnlyDictionary<string, LocalOrigin> Origins { get; init; }

    /// <summary>Data files of key value stores, by logical id.</summary>
    public IReadOnlyDictionary<string, string> KeyValueStores { get; init; } = new Dictionary<string, string>();

    /// <summary>0 stands for any free port.</summary>
    public int Port { get; init; } = 9002;

    /// <summary>Adds the reason to each answer and the log.</summary>
    public bool Explain { get; init; }

    /// <summary>Memory for cached answers, in bytes; by default 256 MiB.</summary>
    public long CacheBudget { get; init; } = 256L * 1024 * 1024;

    /// <summary>Larger bodies stream through uncached, in bytes; by default 16 MiB. CloudFront caches up to 50 GB.</summary>
    public long LargestCachedBody { get; init; } = 16L * 1024 * 1024;
}
