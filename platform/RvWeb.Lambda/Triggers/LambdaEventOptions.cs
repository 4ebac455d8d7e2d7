namespace RvWeb.Lambda.Triggers;

/// <summary>Which events a handler of <c>app.MapLambdaEvent(...)</c> gets, and what becomes of those that fail.</summary>
public sealed class LambdaEventOptions
{
    /// <summary>
    /// Only events from here: the name of the SQS queue, SNS topic, S3 bucket, DynamoDB table, Kinesis stream or EventBridge
    /// rule (<see cref="ScheduledEvent"/>), or the <c>source</c> of an <see cref="EventBridgeEvent"/>. Null, the default: all
    /// that have no handler of their own.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>Of an <see cref="EventBridgeEvent"/>: only those with this <c>detail-type</c>. Null, the default: all.</summary>
    public string? DetailType { get; init; }

    /// <summary>
    /// For SQS, Kinesis and DynamoDB: whether the event source mapping has <c>ReportBatchItemFailures</c> among its
    /// <c>FunctionResponseTypes</c>. Then only what failed is answered, and comes again. False, the default, fails the
    /// invocation if anything failed, so that the whole batch comes again: a mapping without that setting takes any answer
    /// for success and deletes messages that have failed.
    /// Source: docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html.
    /// </summary>
    public bool ReportBatchItemFailures { get; init; }

    /// <summary>
    /// How many messages of an SQS batch are handled at once, 1 (the default) to 10,000; each in a scope of its own. A FIFO
    /// queue, where the order counts, is handled one by one all the same.
    /// </summary>
    public int MaxConcurrency { get; init; } = 1;
}
