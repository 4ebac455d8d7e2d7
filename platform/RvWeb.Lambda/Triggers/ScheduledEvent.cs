using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RvWeb.Lambda.Triggers.Reading;

namespace RvWeb.Lambda.Triggers;

/// <summary>
/// A tick of an EventBridge rule with a schedule, or of EventBridge Scheduler if its payload has the same form. What a
/// schedule sends as an input of your own has no such form: that is for a handler of <see cref="LambdaEvent"/>.
/// Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html.
/// </summary>
public sealed class ScheduledEvent : LambdaRecord
{
    internal ScheduledEvent(JsonFields record)
        : base(record.Json)
    {
        Id = record.Text("id") ?? "";
        Time = record.Time("time");
        Account = record.Text("account");
        Region = record.Text("region");
        Resources = record.Texts("resources");
        RuleName = Resources is [{ } rule, ..] ? Arn.LastSegment(rule) : null;
        Detail = record.Raw("detail");
    }

    /// <summary>EventBridge's id of the tick; the same when it is delivered again.</summary>
    public string Id { get; }

    /// <summary>When it was due, in UTC.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>The name of the rule or schedule.</summary>
    public string? RuleName { get; }

    /// <summary>The AWS account.</summary>
    public string? Account { get; }

    /// <summary>For instance <c>eu-central-1</c>.</summary>
    public string? Region { get; }

    /// <summary>The ARN of the rule or schedule.</summary>
    public IReadOnlyList<string> Resources { get; }

    /// <summary>UTF-8 JSON, mostly an empty object. In the same buffer as <see cref="LambdaRecord.Json"/>.</summary>
    public ReadOnlyMemory<byte> Detail { get; }

    internal override string? Origin => RuleName;

    /// <summary>The detail as a value.</summary>
    /// <exception cref="JsonException">There is none, or it does not fit the type.</exception>
    public T Read<T>(JsonTypeInfo<T> type) => Parse(Detail, type, "detail of the event");
}
