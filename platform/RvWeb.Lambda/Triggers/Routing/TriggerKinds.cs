namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>What the kinds are called, and what is special about each.</summary>
internal static class TriggerKinds
{
    /// <summary>The kind whose handlers take this record.</summary>
    /// <exception cref="InvalidOperationException">It is <see cref="LambdaRecord"/> itself.</exception>
    public static TriggerKind Of<TRecord>()
        where TRecord : LambdaRecord =>
        typeof(TRecord) == typeof(SqsMessage) ? TriggerKind.Sqs
        : typeof(TRecord) == typeof(SnsNotification) ? TriggerKind.Sns
        : typeof(TRecord) == typeof(S3Record) ? TriggerKind.S3
        : typeof(TRecord) == typeof(DynamoDbRecord) ? TriggerKind.DynamoDb
        : typeof(TRecord) == typeof(KinesisRecord) ? TriggerKind.Kinesis
        : typeof(TRecord) == typeof(ScheduledEvent) ? TriggerKind.Schedule
        : typeof(TRecord) == typeof(EventBridgeEvent) ? TriggerKind.EventBridge
        : typeof(TRecord) == typeof(LambdaEvent) ? TriggerKind.Other
        : throw new InvalidOperationException(
            $"MapLambdaEvent: a handler's first parameter is {typeof(TRecord).Name} but must be one kind of record, such as SqsMessage, or LambdaEvent.");

    /// <summary>For messages: the kind, and the origin if it is known.</summary>
    public static string Describe(TriggerKind kind, string? origin, string? detailType = null) =>
        Name(kind) + (origin is null ? "" : $" {OriginName(kind)} '{origin}'") + (detailType is null ? "" : $" detail-type '{detailType}'");

    public static string Name(TriggerKind kind) => kind switch
    {
        TriggerKind.Sqs => "SQS",
        TriggerKind.Sns => "SNS",
        TriggerKind.DynamoDb => "DynamoDB",
        TriggerKind.Schedule => "schedule",
        TriggerKind.Other => "any other event",
        _ => kind.ToString(),
    };

    /// <summary>Whether it comes by an event source mapping, which understands a list of what failed.</summary>
    public static bool HasBatchAnswer(this TriggerKind kind) => kind is TriggerKind.Sqs or TriggerKind.Kinesis or TriggerKind.DynamoDb;

    /// <summary>Whether a record must not be handled before all that stand in front of it have been.</summary>
    public static bool IsOrdered(this TriggerKind kind, string? origin) =>
        kind.IsStream() || (kind == TriggerKind.Sqs && IsFifo(origin));

    /// <summary>Whether Lambda goes on from the first record that failed.</summary>
    public static bool IsStream(this TriggerKind kind) => kind is TriggerKind.Kinesis or TriggerKind.DynamoDb;

    /// <summary>docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fifo-queues.html: the name has to end so.</summary>
    public static bool IsFifo(string? queue) => queue?.EndsWith(".fifo", StringComparison.Ordinal) == true;

    private static string OriginName(TriggerKind kind) => kind switch
    {
        TriggerKind.Sqs => "queue",
        TriggerKind.Sns => "topic",
        TriggerKind.S3 => "bucket",
        TriggerKind.DynamoDb => "table",
        TriggerKind.Kinesis => "stream",
        TriggerKind.Schedule => "rule",
        _ => "source",
    };
}
