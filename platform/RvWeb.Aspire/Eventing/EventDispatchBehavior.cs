namespace Aspire.Hosting.Eventing;

/// <summary>Whether the publisher waits for its subscribers, and whether they wait for each other.</summary>
public enum EventDispatchBehavior
{
    /// <summary>One after another; the publisher waits, and the first exception ends it.</summary>
    BlockingSequential,

    /// <summary>All at once; the publisher waits and gets every exception.</summary>
    BlockingConcurrent,

    /// <summary>One after another, while the publisher goes on; exceptions are logged.</summary>
    NonBlockingSequential,

    /// <summary>All at once, while the publisher goes on; exceptions are logged.</summary>
    NonBlockingConcurrent,
}
