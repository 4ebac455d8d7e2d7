using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.EventInvocations;

/// <summary>An accepted event and what has become of it so far.</summary>
internal sealed class QueuedEvent(LocalFunction function, InvocationRequest request, DateTimeOffset accepted)
{
    // What an event costs beside its payload, roughly; without it a million empty events would count as nothing.
    private const int Overhead = 1024;

    public LocalFunction Function => function;

    public InvocationRequest Request => request;

    public DateTimeOffset Expires => accepted + function.Options.Events.MaximumEventAge;

    public int Size => request.Payload.Length + Overhead;

    /// <summary>How often the function has run with it.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often in a row there was no concurrency left for it.</summary>
    public int Throttles { get; private set; }

    /// <summary>Of the last attempt; null before the first.</summary>
    public InvocationResult? Last { get; private set; }

    public void Tried(InvocationResult result)
    {
        if (result.Outcome == InvocationOutcome.Throttled)
        {
            Throttles++;
            return;
        }
        Attempts++;
        Throttles = 0;
        Last = result;
    }
}
