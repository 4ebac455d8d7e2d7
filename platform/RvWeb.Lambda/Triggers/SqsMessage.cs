using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RvWeb.Lambda.Triggers.Reading;

namespace RvWeb.Lambda.Triggers;

/// <summary>A message of an SQS queue. Source: docs.aws.amazon.com/lambda/latest/dg/with-sqs.html.</summary>
public sealed class SqsMessage : LambdaRecord
{
    internal SqsMessage(JsonFields record)
        : base(record.Json)
    {
        MessageId = record.Text("messageId") ?? "";
        ReceiptHandle = record.Text("receiptHandle");
        Body = record.Text("body") ?? "";
        QueueArn = record.Text("eventSourceARN");
        MessageAttributes = MessageAttributeValue.ReadSqs(record.Object("messageAttributes"));
        if (record.Object("attributes") is not { } attributes)
            return;
        ReceiveCount = (int)long.Clamp(attributes.Whole("ApproximateReceiveCount") ?? 1, 1, int.MaxValue);
        SentAt = attributes.UnixMilliseconds("SentTimestamp");
        FirstReceivedAt = attributes.UnixMilliseconds("ApproximateFirstReceiveTimestamp");
        SenderId = attributes.Text("SenderId");
        MessageGroupId = attributes.Text("MessageGroupId");
        MessageDeduplicationId = attributes.Text("MessageDeduplicationId");
        SequenceNumber = attributes.Text("SequenceNumber");
        TraceHeader = attributes.Text("AWSTraceHeader");
    }

    /// <summary>SQS's id of the message.</summary>
    public string MessageId { get; }

    /// <summary>What it can be deleted by before the batch ends; changes with each receive.</summary>
    public string? ReceiptHandle { get; }

    /// <summary>The text that was sent.</summary>
    public string Body { get; }

    /// <summary>What the sender put beside the body.</summary>
    public IReadOnlyDictionary<string, MessageAttributeValue> MessageAttributes { get; }

    /// <summary>How often the message has been received, this time included; SQS calls it approximate.</summary>
    public int ReceiveCount { get; } = 1;

    /// <summary>When it was sent, in UTC.</summary>
    public DateTimeOffset? SentAt { get; }

    /// <summary>When it was first received, in UTC.</summary>
    public DateTimeOffset? FirstReceivedAt { get; }

    /// <summary>The IAM id of who sent it.</summary>
    public string? SenderId { get; }

    /// <summary>Of a FIFO queue: messages of one group come in their order.</summary>
    public string? MessageGroupId { get; }

    /// <summary>Of a FIFO queue: by what duplicates are known.</summary>
    public string? MessageDeduplicationId { get; }

    /// <summary>Of a FIFO queue: grows within a group.</summary>
    public string? SequenceNumber { get; }

    /// <summary>The queue's ARN.</summary>
    public string? QueueArn { get; }

    /// <summary>The queue's name, the last part of its ARN.</summary>
    public string? QueueName => Arn.LastPart(QueueArn);

    internal string? TraceHeader { get; }

    internal override string? Origin => QueueName;

    internal override string ItemIdentifier => MessageId;

    /// <summary>The body, which is JSON, as a value.</summary>
    /// <exception cref="JsonException">It is not JSON, is <c>null</c> or does not fit the type.</exception>
    public T Read<T>(JsonTypeInfo<T> type) => Parse(Body, type, "body of the message");
}
