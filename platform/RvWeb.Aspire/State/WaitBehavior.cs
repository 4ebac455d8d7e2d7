namespace Aspire.Hosting.ApplicationModel;

/// <summary>What who waits for a resource does when that one ends or cannot start.</summary>
public enum WaitBehavior
{
    /// <summary>Waits on: somebody may start it again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>Gives up.</summary>
    StopOnResourceUnavailable,
}
