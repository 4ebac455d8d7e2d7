using System.Net;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Signing;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Hosting;

/// <summary>How to run one edge.</summary>
internal sealed record EdgeOptions
{
    public const int MostPops = 16;

    public required Distribution Distribution { get; init; }

    /// <summary>Every origin of the distribution, by id.</summary>
    public required IReadOnlyDictionary<string, LocalOrigin> Origins { get; init; }

    /// <summary>Data files of key value stores, by logical id.</summary>
    public IReadOnlyDictionary<string, string> KeyValueStores { get; init; } = new Dictionary<string, string>();

    /// <summary>0 stands for any free port.</summary>
    public int Port { get; init; } = 9002;

    /// <summary>The address to listen on; null stands for loopback.</summary>
    public IPAddress? Bind { get; init; }

    /// <summary>An HTTPS port beside <see cref="Port"/>; 0 stands for any free one, null for none.</summary>
    public int? HttpsPort { get; init; }

    /// <summary>Adds the reason to each answer and the log.</summary>
    public bool Explain { get; init; }

    /// <summary>Number of edge locations, each with a cache of its own, which share <see cref="CacheBudget"/> evenly.</summary>
    public int Pops { get; init; } = 1;
    /// <summary>What origin requests are signed with where an origin access control says so; null: they are not signed.</summary>
    public SigningKey? SigningKey { get; init; }

    /// <summary>Memory for cached answers, in bytes; by default 256 MiB.</summary>
    public long CacheBudget { get; init; } = 256L * 1024 * 1024;

    /// <summary>Larger bodies stream through uncached, in bytes; by default 16 MiB. CloudFront caches up to 50 GB.</summary>
    public long LargestCachedBody { get; init; } = 16L * 1024 * 1024;
}
