namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of the resource before it starts, in the application's own words.</summary>
/// <param name="initialSnapshot">The snapshot.</param>
public class ResourceSnapshotAnnotation(CustomResourceSnapshot initialSnapshot) : IResourceAnnotation
{
    /// <summary>The snapshot.</summary>
    public CustomResourceSnapshot InitialSnapshot { get; } = initialSnapshot;
}
