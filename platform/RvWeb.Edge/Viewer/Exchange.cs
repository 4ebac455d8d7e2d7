using System.Collections.Frozen;
using System.Diagnostics;
using RvWeb.Edge.EdgeLocations;
using RvWeb.Edge.ErrorPages;
using RvWeb.Edge.Failover;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Ranges;
using RvWeb.Edge.Template;
using RvWeb.Edge.ViewerFacts;

namespace RvWeb.Edge.Viewer;

/// <summary>One viewer request and what belongs to its answer.</summary>
internal sealed class Exchange
{
    private long? _asked;

    public required HttpContext Context { get; init; }
    public required EdgeLocation Location { get; init; }
    public required ViewerRequest Request { get; set; }
    public required string RequestId { get; init; }
    public required Behavior Behavior { get; init; }
    public required OriginDefinition Origin { get; set; }

    /// <summary>Who is asked if <see cref="Origin"/> fails: by the behavior's origin group, or one that a function made.</summary>
    public OriginGroup? Failover { get; set; }
    public Activity? Span { get; init; }
    public required FactsForOrigins Facts { get; init; }
    public required TimeProvider Time { get; init; }

    /// <summary>Timestamp of the request.</summary>
    public required long Started { get; init; }

    /// <summary>Somebody will read the reason: a trace, or the viewer in explain mode.</summary>
    public required bool IsExplained { get; init; }

    /// <summary>The cache key, once it is known.</summary>
    public string? Key { get; set; }

    /// <summary>The moment of the last look into the cache, for <see cref="Cache.CacheFiller"/>.</summary>
    public long Began { get; set; }

    /// <summary>Set if the origin is asked for ranges.</summary>
    public WantedPart? Part { get; set; }

    /// <summary>The distribution's pages for errors, by status.</summary>
    public IReadOnlyDictionary<int, CustomErrorPage> ErrorPages { get; init; } = FrozenDictionary<int, CustomErrorPage>.Empty;

    /// <summary>The error in whose place this exchange asks for a page.</summary>
    public ErrorSubstitute? Replaces { get; init; }

    /// <summary>Set if nothing was written because a page of the distribution is to be shown instead.</summary>
    public ErrorSubstitute? Substitute { get; private set; }

    /// <summary>What happened at the origin, for explanations.</summary>
    public string? Note { get; set; }

    /// <summary>Set when the answer is decided.</summary>
    public string XCache { get; set; } = Outcome.Error;

    /// <summary>What functions add to the explanation.</summary>
    public string FunctionNotes { get; set; } = "";

    public bool IsHead => Request.Method == "HEAD";

    public TimeSpan Took => Time.GetElapsedTime(Started);

    /// <summary>Since an origin was asked; null if none was.</summary>
    public TimeSpan? WaitedForOrigin => _asked is { } asked ? Time.GetElapsedTime(asked) : null;

    public OriginRequest ToOrigin(OriginRequests requests, bool fillsCache, Cache.StoredAnswer? revalidates = null)
    {
        _asked ??= Time.GetTimestamp();
        Facts.AddForOrigin(Behavior, Context, Request);
        var request = To(Origin, requests, fillsCache, revalidates);
        return Failover is { } group && OriginGroup.Covers(Request.Method, Behavior.CachedMethods)
            ? request with { Fallback = new FallbackRequest(group, To(group.Secondary, requests, fillsCache, revalidates)) }
            : request;
    }

    /// <summary>True if the distribution has a page for this error: then that is the answer. A page that fails has none.</summary>
    public bool IsReplaced(int status, string reason)
    {
        if (status < StatusCodes.Status400BadRequest || Replaces is not null || !ErrorPages.TryGetValue(status, out var page))
            return false;
        Substitute = new ErrorSubstitute(page, status, Note is null ? reason : $"{reason}; {Note}");
        return true;
    }

    public int StatusOf(int status) => Replaces?.StatusWith(status) ?? status;

    public Outcome Refine(Outcome outcome)
    {
        if (Note is not null)
            outcome = outcome with { Reason = $"{outcome.Reason}; {Note}" };
        return Replaces is null ? outcome : Replaces.Of(outcome);
    }

    private OriginRequest To(OriginDefinition origin, OriginRequests requests, bool fillsCache, Cache.StoredAnswer? revalidates)
    {
        var request = requests.Compose(Behavior, origin, Request, RequestId, fillsCache, revalidates);
        if (Part is not null)
            (request.Headers.Range, request.Headers.IfRange) = (Part.Range, Part.IfRange);
        return request;
    }
}
