using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RvWeb.Lambda.Triggers.Reading;

namespace RvWeb.Lambda.Triggers;

/// <summary>
/// An event of an EventBridge bus, from an AWS service or your own.
/// Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html.
/// </summary>
public sealed class EventBridgeEvent : LambdaRecord
{
    internal EventBridgeEvent(JsonFields record)
        : base(record.Json)
    {
        Id = record.Text("id") ?? "";
        Source = record.Text("source") ?? "";
        DetailType = record.Text("detail-type") ?? "";
        Account = record.Text("account");
        Region = record.Text("region");
        Time = record.Time("time");
        Resources = record.Texts("resources");
        Detail = record.Raw("detail");
    }

    /// <summary>EventBridge's id of the event; the same when it is delivered again.</summary>
    public string Id { get; }

    /// <summary>Who sent it; for instance <c>aws.s3</c> or <c>my.orders</c>.</summary>
    public string Source { get; }

    /// <summary>What happened; together with the source it says how the detail looks.</summary>
    public string DetailType { get; }

    /// <summary>The AWS account it comes from.</summary>
    public string? Account { get; }

    /// <summary>For instance <c>eu-central-1</c>.</summary>
    public string? Region { get; }

    /// <summary>When it happened, in UTC.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>ARNs of what it is about.</summary>
    public IReadOnlyList<string> Resources { get; }

    /// <summary>The detail, UTF-8 JSON; empty if there is none. In the same buffer as <see cref="LambdaRecord.Json"/>.</summary>
    public ReadOnlyMemory<byte> Detail { get; }

    internal override string? Origin => Source;

    /// <summary>The detail as a value.</summary>
    /// <exception cref="JsonException">There is none, or it does not fit the type.</exception>
    public T Read<T>(JsonTypeInfo<T> type) => Parse(Detail, type, "detail of the event");
}
