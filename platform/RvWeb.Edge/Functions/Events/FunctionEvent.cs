namespace RvWeb.Edge.Functions.Events;

/// <summary>What a function is called with.</summary>
internal sealed record FunctionEvent
{
    public const string ViewerRequest = "viewer-request";
    public const string ViewerResponse = "viewer-response";

    public required string EventType { get; init; }
    public required string DistributionDomainName { get; init; }
    public required string DistributionId { get; init; }
    public required string RequestId { get; init; }
    public required string ViewerIp { get; init; }
    public required FunctionRequest Request { get; init; }

    /// <summary>There in viewer-response only.</summary>
    public FunctionResponse? Response { get; init; }

    /// <summary>Name of the edge location.</summary>
    public required string Location { get; init; }
}
