using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>For resources of types the application brings itself.</summary>
public static class CustomResourceExtensions
{
    /// <summary>Says how the resource looks before anything happens to it; what happens then, <see cref="ResourceNotificationService.PublishUpdateAsync"/> is told.</summary>
    /// <typeparam name="TResource">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="initialSnapshot">The snapshot; relationships, addresses and time of creation are filled in.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TResource> WithInitialState<TResource>(this IResourceBuilder<TResource> builder, CustomResourceSnapshot initialSnapshot)
        where TResource : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(initialSnapshot);
        return builder.WithAnnotation(new ResourceSnapshotAnnotation(initialSnapshot), ResourceAnnotationMutationBehavior.Replace);
    }
}
