using System.Text.Json;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.Triggers.Routing;

namespace RvWeb.Lambda.Triggers.Reading;

/// <summary>Tells the events that are no HTTP requests apart, by what only one kind sends, and reads their records.</summary>
internal static class TriggerReader
{
    /// <summary>The event's fields; null if it is no JSON object.</summary>
    public static JsonFields? Open(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, EventScan.Options);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? new JsonFields(json) : null;
    }

    public static TriggerKind Detect(JsonFields? fields)
    {
        if (fields is null)
            return TriggerKind.Other;
        if (fields.FirstObject("Records") is { } record)
            return OfRecord(record);
        if (fields.TypeOf("detail-type") != JsonTokenType.String || fields.TypeOf("source") != JsonTokenType.String)
            return TriggerKind.Other;
        return fields.Is("detail-type", "Scheduled Event"u8) && (fields.Is("source", "aws.events"u8) || fields.Is("source", "aws.scheduler"u8))
            ? TriggerKind.Schedule
            : TriggerKind.EventBridge;
    }

    /// <summary>All records of the event, which has this kind.</summary>
    /// <exception cref="MalformedEventException">One has a wrong shape, or another origin than the first: then no handler is called.</exception>
    public static LambdaRecord[] Read(JsonFields fields, TriggerKind kind) => kind switch
    {
        TriggerKind.Schedule => [new ScheduledEvent(fields)],
        TriggerKind.EventBridge => [new EventBridgeEvent(fields)],
        _ => ReadRecords(fields, kind),
    };

    private static LambdaRecord[] ReadRecords(JsonFields fields, TriggerKind kind)
    {
        var elements = fields.Elements("Records");
        var records = new LambdaRecord[elements.Count];
        for (var i = 0; i < records.Length; i++)
        {
            var record = new JsonFields(elements[i].Json, elements[i].Path);
            records[i] = ReadRecord(record, kind);
            if (OfRecord(record) != kind || records[i].Origin != records[0].Origin)
                throw MalformedEventException.Wrong(elements[i].Path, "comes from elsewhere than the first record");
        }

        return records;
    }

    private static LambdaRecord ReadRecord(JsonFields record, TriggerKind kind) => kind switch
    {
        TriggerKind.Sqs => new SqsMessage(record),
        TriggerKind.Sns => new SnsNotification(record),
        TriggerKind.S3 => new S3Record(record),
        TriggerKind.DynamoDb => new DynamoDbRecord(record),
        _ => new KinesisRecord(record),
    };

    private static TriggerKind OfRecord(JsonFields record)
    {
        // SNS alone writes it large.
        if (record.Is("EventSource", "aws:sns"u8))
            return TriggerKind.Sns;
        if (record.Is("eventSource", "aws:sqs"u8))
            return TriggerKind.Sqs;
        if (record.Is("eventSource", "aws:s3"u8))
            return TriggerKind.S3;
        if (record.Is("eventSource", "aws:dynamodb"u8))
            return TriggerKind.DynamoDb;
        return record.Is("eventSource", "aws:kinesis"u8) ? TriggerKind.Kinesis : TriggerKind.Other;
    }
}
