using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RvWeb.Lambda.Triggers.Reading;

namespace RvWeb.Lambda.Triggers;

/// <summary>A message published to an SNS topic. Source: docs.aws.amazon.com/lambda/latest/dg/with-sns.html.</summary>
public sealed class SnsNotification : LambdaRecord
{
    internal SnsNotification(JsonFields record)
        : base(record.Json)
    {
        SubscriptionArn = record.Text("EventSubscriptionArn");
        MessageAttributes = MessageAttributeValue.ReadSns(record.Object("Sns")?.Object("MessageAttributes"));
        if (record.Object("Sns") is not { } sns)
            return;
        MessageId = sns.Text("MessageId") ?? "";
        Subject = sns.Text("Subject");
        Message = sns.Text("Message") ?? "";
        PublishedAt = sns.Time("Timestamp");
        TopicArn = sns.Text("TopicArn");
    }

    /// <summary>SNS's id of the message; the same when it is delivered again.</summary>
    public string MessageId { get; } = "";

    /// <summary>Null if none was given.</summary>
    public string? Subject { get; }

    /// <summary>The text that was published.</summary>
    public string Message { get; } = "";

    /// <summary>What the publisher put beside the message.</summary>
    public IReadOnlyDictionary<string, MessageAttributeValue> MessageAttributes { get; }

    /// <summary>When it was published, in UTC.</summary>
    public DateTimeOffset? PublishedAt { get; }

    /// <summary>The topic's ARN.</summary>
    public string? TopicArn { get; }

    /// <summary>The topic's name, the last part of its ARN.</summary>
    public string? TopicName => Arn.LastPart(TopicArn);

    /// <summary>The ARN of the function's subscription.</summary>
    public string? SubscriptionArn { get; }

    internal override string? Origin => TopicName;

    /// <summary>The message, which is JSON, as a value.</summary>
    /// <exception cref="JsonException">It is not JSON, is <c>null</c> or does not fit the type.</exception>
    public T Read<T>(JsonTypeInfo<T> type) => Parse(Message, type, "message of the notification");
}
