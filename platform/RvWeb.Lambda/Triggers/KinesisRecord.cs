using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RvWeb.Lambda.Triggers.Reading;

namespace RvWeb.Lambda.Triggers;

/// <summary>A record of a Kinesis data stream. Source: docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html.</summary>
public sealed class KinesisRecord : LambdaRecord
{
    internal KinesisRecord(JsonFields record)
        : base(record.Json)
    {
        EventId = record.Text("eventID");
        StreamArn = record.Text("eventSourceARN");
        if (record.Object("kinesis") is not { } kinesis)
            return;
        PartitionKey = kinesis.Text("partitionKey");
        SequenceNumber = kinesis.Text("sequenceNumber") ?? "";
        Data = kinesis.Base64("data");
        ArrivedAt = kinesis.UnixSeconds("approximateArrivalTimestamp");
    }

    /// <summary>The shard's id, a colon and the sequence number.</summary>
    public string? EventId { get; }

    /// <summary>Records of one key come in their order.</summary>
    public string? PartitionKey { get; }

    /// <summary>The record's place in its shard.</summary>
    public string SequenceNumber { get; } = "";

    /// <summary>The bytes that were put, base64 undone.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>About when it arrived, in UTC.</summary>
    public DateTimeOffset? ArrivedAt { get; }

    /// <summary>The stream's ARN, or that of a consumer with enhanced fan-out.</summary>
    public string? StreamArn { get; }

    /// <summary>The stream's name.</summary>
    public string? StreamName => Arn.Segment(StreamArn, "stream");

    internal override string? Origin => StreamName;

    internal override string ItemIdentifier => SequenceNumber;

    /// <summary>The data, which is UTF-8 JSON, as a value.</summary>
    /// <exception cref="JsonException">It is not JSON, is <c>null</c> or does not fit the type.</exception>
    public T Read<T>(JsonTypeInfo<T> type) => Parse(Data, type, "data of the record");
}
