using System.Diagnostics;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;
using RvWeb.Edge.ViewerFacts;

namespace RvWeb.Edge.Viewer;

/// <summary>One viewer request and what belongs to its answer.</summary>
internal sealed class Exchange
{
    private long? _asked;

    public required HttpContext Context { get; init; }
    public required ViewerRequest Request { get; init; }
    public required string RequestId { get; init; }
    public required Behavior Behavior { get; init; }
    public required OriginDefinition Origin { get; init; }
    public Activity? Span { get; init; }
    public required FactsForOrigins Facts { get; init; }
    public required TimeProvider Time { get; init; }

    /// <summary>Timestamp of the request.</summary>
    public required long Started { get; init; }

    /// <summary>Somebody will read the reason: a trace, or the viewer in explain mode.</summary>
    public required bool IsExplained { get; init; }

    /// <summary>Set when the answer is decided.</summary>
    public string XCache { get; set; } = Outcome.Error;

    public bool IsHead => Request.Method == "HEAD";

    public TimeSpan Took => Time.GetElapsedTime(Started);

    /// <summary>Since an origin was asked; null if none was.</summary>
    public TimeSpan? WaitedForOrigin => _asked is { } asked ? Time.GetElapsedTime(asked) : null;

    public OriginRequest ToOrigin(OriginRequests requests, bool fillsCache, Cache.StoredAnswer? revalidates = null)
    {
        _asked ??= Time.GetTimestamp();
        Facts.AddForOrigin(Behavior, Context, Request);
        return requests.Compose(Behavior, Origin, Request, RequestId, fillsCache, revalidates);
    }
}
