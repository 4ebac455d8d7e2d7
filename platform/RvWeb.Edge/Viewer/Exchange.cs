using System.Diagnostics;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Viewer;

/// <summary>One viewer request and what belongs to its answer.</summary>
internal sealed class Exchange
{
    public required HttpContext Context { get; init; }
    public required ViewerRequest Request { get; set; }
    public required string RequestId { get; init; }
    public required Behavior Behavior { get; init; }
    public required OriginDefinition Origin { get; set; }
    public Activity? Span { get; init; }

    /// <summary>Somebody will read the reason: a trace, or the viewer in explain mode.</summary>
    public required bool IsExplained { get; init; }

    /// <summary>Set when the answer is decided.</summary>
    public string XCache { get; set; } = Outcome.Error;

    /// <summary>What functions add to the explanation.</summary>
    public string FunctionNotes { get; set; } = "";

    public bool IsHead => Request.Method == "HEAD";

    public OriginRequest ToOrigin(OriginRequests requests, bool fillsCache, Cache.StoredAnswer? revalidates = null) =>
        requests.Compose(Behavior, Origin, Request, RequestId, fillsCache, revalidates);
}
