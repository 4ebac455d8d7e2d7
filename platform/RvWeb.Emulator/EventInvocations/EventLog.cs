using System.Globalization;
using RvWeb.Emulator.Output;

namespace RvWeb.Emulator.EventInvocations;

/// <summary>What the platform says about asynchronous invocations, beside the function's own lines. Payloads are not told.</summary>
internal sealed class EventLog(FunctionLog log)
{
    public void Retried(QueuedEvent item, TimeSpan delay) => Write(item, string.Create(
        CultureInfo.InvariantCulture,
        $"attempt {item.Attempts} of {item.Function.Options.Events.MaximumRetryAttempts + 1} failed; the next one follows in {delay.TotalSeconds:0.###} s"));

    public void Throttled(QueuedEvent item, TimeSpan delay) => Write(item, string.Create(
        CultureInfo.InvariantCulture,
        $"throttled: all of the concurrency of {item.Function.Options.Concurrency} is in use; tried again in {delay.TotalSeconds:0.###} s"));

    public void Dropped(QueuedEvent item, EventCondition condition) => Write(item, string.Create(
        CultureInfo.InvariantCulture, $"dropped after {item.Attempts} {(item.Attempts == 1 ? "attempt" : "attempts")}: {condition}"));

    public void Sent(QueuedEvent item, EventCondition condition, string destination) =>
        Write(item, $"{Destination(condition)} destination {destination} gets the record: {condition}");

    public void Undelivered(QueuedEvent item, EventCondition condition, string destination, string reason) =>
        Write(item, $"{Destination(condition)} destination {destination} would get the record ({condition}): {reason}");

    public void Lost(string function, int count) => log.Write(
        function, $"EVENT {count} {(count == 1 ? "event" : "events")} dropped: the emulator stops and keeps no queue");

    private static string Destination(EventCondition condition) => condition == EventCondition.Success ? "OnSuccess" : "OnFailure";

    private void Write(QueuedEvent item, string text) => log.Write(item.Function.Options.Name, $"EVENT RequestId: {item.Request.RequestId} {text}");
}
