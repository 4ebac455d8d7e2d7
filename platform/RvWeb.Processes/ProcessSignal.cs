namespace RvWeb.Processes;

/// <summary>What can be sent to a child and everything it started.</summary>
public enum ProcessSignal
{
    /// <summary>SIGHUP.</summary>
    Hangup,

    /// <summary>SIGINT, what Ctrl-C sends.</summary>
    Interrupt,

    /// <summary>SIGTERM: please end.</summary>
    Terminate,

    /// <summary>SIGKILL: ends at once, cannot be refused.</summary>
    Kill,

    /// <summary>SIGSTOP: freezes, cannot be refused.</summary>
    Stop,

    /// <summary>SIGCONT: thaws what was stopped.</summary>
    Continue,
}
