using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.EventInvocations;

/// <summary>Tells what became of an event where its function wants it told: another function here, or the log.</summary>
internal sealed class EventDestinations(FunctionDirectory functions, EventLog log, TimeProvider time, Func<Guid> newId)
{
    /// <param name="item">The event that leaves the queue.</param>
    /// <param name="condition">Why.</param>
    /// <param name="tryAdd">Queues an event for a function; false if there is no room.</param>
    public void Send(QueuedEvent item, EventCondition condition, Func<LocalFunction, InvocationRequest, bool> tryAdd)
    {
        var options = item.Function.Options.Events;
        if ((condition == EventCondition.Success ? options.OnSuccess : options.OnFailure) is not { } destination)
            return;
        if (functions.Find(destination) is not { } function)
        {
            log.Undelivered(item, condition, destination, "it is no function of this emulator");
            return;
        }
        var request = new InvocationRequest
        {
            RequestId = newId().ToString(),
            Payload = InvocationRecord.Write(item, condition, time.GetUtcNow()),
            Parent = item.Request.Parent,
        };
        if (Obstacle(item, function, request) is { } obstacle)
            log.Undelivered(item, condition, destination, obstacle);
        else if (tryAdd(function, request))
            log.Sent(item, condition, destination);
        else
            log.Undelivered(item, condition, destination, "the queue is full");
    }

    private static string? Obstacle(QueuedEvent item, LocalFunction destination, InvocationRequest record)
    {
        if (destination == item.Function)
            return "a function that is its own destination would be called for ever";
        return record.Payload.Length > InvocationRequest.MaximumEventBytes ? $"it is longer than {InvocationRequest.MaximumEventBytes} bytes" : null;
    }
}
