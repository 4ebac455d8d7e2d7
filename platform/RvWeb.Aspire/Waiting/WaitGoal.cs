namespace Aspire.Hosting.ApplicationModel;

/// <summary>How far another resource has to be.</summary>
internal enum WaitGoal
{
    /// <summary>It runs and its health checks say yes.</summary>
    Healthy,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has ended with the awaited exit code.</summary>
    Completed,
}
