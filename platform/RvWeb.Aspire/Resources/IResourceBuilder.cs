namespace Aspire.Hosting.ApplicationModel;

/// <summary>Configures one resource.</summary>
/// <typeparam name="T">The resource's type.</typeparam>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>The application the resource belongs to.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    /// <summary>The resource.</summary>
    T Resource { get; }

    /// <summary>Attaches an annotation.</summary>
    /// <typeparam name="TAnnotation">The annotation's type.</typeparam>
    /// <param name="annotation">The annotation.</param>
    /// <param name="behavior">Whether it replaces those of its type.</param>
    /// <returns>This builder.</returns>
    IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation, ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation;

    /// <summary>Attaches a new annotation of a type.</summary>
    /// <typeparam name="TAnnotation">The annotation's type.</typeparam>
    /// <param name="behavior">Whether it replaces those of its type.</param>
    /// <returns>This builder.</returns>
    IResourceBuilder<T> WithAnnotation<TAnnotation>(ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation, new() => WithAnnotation(new TAnnotation(), behavior);
}
