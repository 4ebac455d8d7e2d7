using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.References;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts the resource only when another runs and is healthy; if that one ends or fails, this one is not started.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="dependency">The other.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, resource => new WaitAnnotation(resource));

    /// <summary>Starts the resource only when another runs and is healthy.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="dependency">The other.</param>
    /// <param name="waitBehavior">What happens if the other ends or fails.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, resource => new WaitAnnotation(resource, Behavior: waitBehavior));

    /// <summary>Starts the resource only when another runs, healthy or not; if that one ends or fails, this one is not started.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="dependency">The other.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, resource => new WaitAnnotation(resource, WaitGoal.Running));

    /// <summary>Starts the resource only when another runs, healthy or not.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="dependency">The other.</param>
    /// <param name="waitBehavior">What happens if the other ends or fails.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, resource => new WaitAnnotation(resource, WaitGoal.Running, Behavior: waitBehavior));

    /// <summary>Starts the resource only when another has ended with an exit code; if it ends with another, this one is not started.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="dependency">The other.</param>
    /// <param name="exitCode">The awaited exit code.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, resource => new WaitAnnotation(resource, WaitGoal.Completed, exitCode));

    private static IResourceBuilder<T> Wait<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, Func<IResource, WaitAnnotation> wait)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dependency);
        if (ReferenceEquals(builder.Resource, dependency.Resource))
            throw new DistributedApplicationException($"The resource '{builder.Resource.Name}' cannot wait for itself.");
        return builder.Relate(dependency.Resource, Relationships.WaitFor).WithAnnotation(wait(dependency.Resource));
    }
}
