namespace Aspire.Hosting;

/// <summary>What an AppHost was started for.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>To run the resources on this machine.</summary>
    Run,

    /// <summary>To publish them; not offered here, RvWeb.Deploy does that.</summary>
    Publish,
}
