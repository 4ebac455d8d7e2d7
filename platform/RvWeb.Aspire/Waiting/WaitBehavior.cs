namespace Aspire.Hosting.ApplicationModel;

/// <summary>What happens to a resource that waits for another when that one ends or cannot start.</summary>
public enum WaitBehavior
{
    /// <summary>It goes on waiting: somebody may start the other again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>It does not start, and says why.</summary>
    StopOnResourceUnavailable,
}
