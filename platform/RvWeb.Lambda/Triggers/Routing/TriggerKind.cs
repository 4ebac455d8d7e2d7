namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>What sends events that are no HTTP requests.</summary>
internal enum TriggerKind
{
    Sqs,
    Sns,
    S3,
    DynamoDb,
    Kinesis,

    /// <summary>An EventBridge event whose source is a schedule.</summary>
    Schedule,
    EventBridge,

    /// <summary>Everything else.</summary>
    Other,
}
