namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource has to do with another.</summary>
/// <param name="resource">The other.</param>
/// <param name="type">What it is to this one, for example <c>Parent</c>.</param>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What it is to this one.</summary>
    public string Type { get; } = type;
}
