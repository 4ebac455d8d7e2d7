namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource changed.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">Its id; its name, as there are no replicas.</param>
/// <param name="snapshot">What is known about it now.</param>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Its id; its name, as there are no replicas.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>What is known about it now.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
