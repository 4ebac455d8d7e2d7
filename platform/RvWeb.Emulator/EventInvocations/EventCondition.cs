namespace RvWeb.Emulator.EventInvocations;

/// <summary>Why an event left the queue; the names are those in AWS's invocation records.</summary>
internal enum EventCondition
{
    Success,
    RetriesExhausted,
    EventAgeExceeded,
}
