using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RvWeb.Lambda.Triggers.Reading;

namespace RvWeb.Lambda.Triggers;

/// <summary>
/// A change of an item in a DynamoDB table, from its stream.
/// Source: docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html.
/// </summary>
public sealed class DynamoDbRecord : LambdaRecord
{
    internal DynamoDbRecord(JsonFields record)
        : base(record.Json)
    {
        EventId = record.Text("eventID");
        EventName = record.Text("eventName") ?? "";
        StreamArn = record.Text("eventSourceARN");
        PrincipalId = record.Object("userIdentity")?.Text("principalId");
        Keys = DynamoDbAttributes.Read(record.Object("dynamodb")?.Object("Keys")) ?? [];
        if (record.Object("dynamodb") is not { } change)
            return;
        NewImage = DynamoDbAttributes.Read(change.Object("NewImage"));
        OldImage = DynamoDbAttributes.Read(change.Object("OldImage"));
        SequenceNumber = change.Text("SequenceNumber") ?? "";
        ChangedAt = change.UnixSeconds("ApproximateCreationDateTime");
    }

    /// <summary>The stream's id of the change.</summary>
    public string? EventId { get; }

    /// <summary><c>INSERT</c>, <c>MODIFY</c> or <c>REMOVE</c>.</summary>
    public string EventName { get; }

    /// <summary>Who made the change, if it was a service: <c>dynamodb.amazonaws.com</c> for an item whose time to live was over.</summary>
    public string? PrincipalId { get; }

    /// <summary>The item's key.</summary>
    public IReadOnlyDictionary<string, DynamoDbValue> Keys { get; }

    /// <summary>The item after the change; null if it was removed, or the stream's view has no new images.</summary>
    public IReadOnlyDictionary<string, DynamoDbValue>? NewImage { get; }

    /// <summary>The item before the change; null if it was inserted, or the stream's view has no old images.</summary>
    public IReadOnlyDictionary<string, DynamoDbValue>? OldImage { get; }

    /// <summary>The change's place in its shard.</summary>
    public string SequenceNumber { get; } = "";

    /// <summary>About when it happened, in UTC.</summary>
    public DateTimeOffset? ChangedAt { get; }

    /// <summary>The stream's ARN.</summary>
    public string? StreamArn { get; }

    /// <summary>The table's name, out of the stream's ARN.</summary>
    public string? TableName => Arn.Segment(StreamArn, "table");

    internal override string? Origin => TableName;

    internal override string ItemIdentifier => SequenceNumber;

    /// <summary>The new image as a value, by its plain JSON: texts and binaries (base64) are strings, sets are lists.</summary>
    /// <exception cref="JsonException">There is none, or it does not fit the type.</exception>
    public T ReadNewImage<T>(JsonTypeInfo<T> type) => Read(NewImage, type, "new image");

    /// <summary>The old image as a value, as <see cref="ReadNewImage"/> does it.</summary>
    /// <exception cref="JsonException">There is none, or it does not fit the type.</exception>
    public T ReadOldImage<T>(JsonTypeInfo<T> type) => Read(OldImage, type, "old image");

    /// <summary>The key as a value, as <see cref="ReadNewImage"/> does it.</summary>
    /// <exception cref="JsonException">It does not fit the type.</exception>
    public T ReadKeys<T>(JsonTypeInfo<T> type) => Read(Keys, type, "key");

    private static T Read<T>(IReadOnlyDictionary<string, DynamoDbValue>? item, JsonTypeInfo<T> type, string what) => item is null
        ? throw new JsonException($"The record has no {what}.")
        : Parse(DynamoDbValue.ToJson(item), type, what);
}
