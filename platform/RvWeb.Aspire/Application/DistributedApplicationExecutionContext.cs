namespace Aspire.Hosting;

/// <summary>Tells a callback what the AppHost was started for.</summary>
/// <param name="operation">Run or publish.</param>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    /// <summary>Run or publish.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>Whether resources are started on this machine.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>Whether resources are published.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;
}
