namespace RvWeb.Emulator.Extensions;

/// <summary>The names are those of AWS's own implementation (RIE), whose errors quote them.</summary>
internal enum ExtensionState
{
    /// <summary>Its process runs and has not registered.</summary>
    Started,

    /// <summary>It has registered and not asked for an event.</summary>
    Registered,

    /// <summary>It waits for an event.</summary>
    Ready,

    /// <summary>It has an event, or is about to get it.</summary>
    Running,

    InitError,

    ExitError,
}
