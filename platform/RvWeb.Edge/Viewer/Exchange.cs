using System.Diagnostics;
using RvWeb.Edge.EdgeLocations;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Ranges;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Viewer;

/// <summary>One viewer request and what belongs to its answer.</summary>
internal sealed class Exchange
{
    public required HttpContext Context { get; init; }
    public required EdgeLocation Location { get; init; }
    public required ViewerRequest Request { get; init; }
    public required string RequestId { get; init; }
    public required Behavior Behavior { get; init; }
    public required OriginDefinition Origin { get; init; }
    public Activity? Span { get; init; }

    /// <summary>Somebody will read the reason: a trace, or the viewer in explain mode.</summary>
    public required bool IsExplained { get; init; }

    /// <summary>The cache key, once it is known.</summary>
    public string? Key { get; set; }

    /// <summary>The moment of the last look into the cache, for <see cref="Cache.CacheFiller"/>.</summary>
    public long Began { get; set; }
    /// <summary>Set if the origin is asked for ranges.</summary>
    public WantedPart? Part { get; set; }

    /// <summary>Set when the answer is decided.</summary>
    public string XCache { get; set; } = Outcome.Error;

    public bool IsHead => Request.Method == "HEAD";

    public OriginRequest ToOrigin(OriginRequests requests, bool fillsCache, Cache.StoredAnswer? revalidates = null)
    {
        var request = requests.Compose(Behavior, Origin, Request, RequestId, fillsCache, revalidates);
        if (Part is not null)
            (request.Headers.Range, request.Headers.IfRange) = (Request.Headers.Range, Request.Headers.IfRange);
        return request;
    }
}
