namespace RvWeb.Emulator.RuntimeApi;

internal enum RuntimeState
{
    /// <summary>The process has not asked for its first event yet.</summary>
    Initializing,

    /// <summary>It waits in <c>restore/next</c>, as if a snapshot were taken of it.</summary>
    Snapshot,

    /// <summary>It has been resumed and has not asked for its first event yet.</summary>
    Restoring,

    /// <summary>It waits in <c>next</c>.</summary>
    Idle,

    /// <summary>It has an event.</summary>
    Running,

    /// <summary>It is sending a streamed answer.</summary>
    Responding,

    /// <summary>It has answered and not yet asked for the next event: it may still be tidying up.</summary>
    Answered,

    /// <summary>It said <c>init/error</c>, died or is being ended.</summary>
    Ended,
}
