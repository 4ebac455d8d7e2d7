using RvWeb.Edge.Functions.Events;

namespace RvWeb.Edge.Functions;

/// <summary>What came of a run: a request, a response or a failure, exactly one of them.</summary>
internal sealed record FunctionOutcome
{
    public FunctionRequest? Request { get; init; }
    public FunctionResponse? Response { get; init; }
    public FunctionFailure? Failure { get; init; }

    /// <summary>0 to 100, in our measure: executed statements.</summary>
    public required int Utilization { get; init; }

    /// <summary>Lines of console.log.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];

    /// <summary>What the function asked of the origin; null if nothing.</summary>
    public OriginChange? Origin { get; init; }
}
