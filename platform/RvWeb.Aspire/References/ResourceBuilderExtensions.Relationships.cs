using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.References;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Shows that the resource has to do with another.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="resource">The other.</param>
    /// <param name="type">What the other is to this one.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, IResource resource, string type)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentException.ThrowIfNullOrEmpty(type);
        return builder.Relate(resource, type);
    }

    /// <summary>Shows that the resource has to do with another.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="resourceBuilder">The other's builder.</param>
    /// <param name="type">What the other is to this one.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> resourceBuilder, string type)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resourceBuilder);
        return builder.WithRelationship(resourceBuilder.Resource, type);
    }

    /// <summary>Shows that the resource uses another.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="resource">The other.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResource resource)
        where T : IResource => builder.WithRelationship(resource, Relationships.Reference);

    /// <summary>Shows that the resource uses another.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="resourceBuilder">The other's builder.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> resourceBuilder)
        where T : IResource => builder.WithRelationship(resourceBuilder, Relationships.Reference);

    /// <summary>Shows that the resource uses those whose values are in a text.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="expression">The text.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, ReferenceExpression expression)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(expression);
        return builder.ReferTo(expression);
    }

    /// <summary>Shows the resource below another.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="parent">The other's builder.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent)
        where T : IResource => builder.WithRelationship(parent, Relationships.Parent);

    /// <summary>Shows the resource below another.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="parent">The other.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResource parent)
        where T : IResource => builder.WithRelationship(parent, Relationships.Parent);

    /// <summary>Shows another resource below this one.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="child">The other's builder.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithChildRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> child)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(child);
        child.Relate(builder.Resource, Relationships.Parent);
        return builder;
    }

    /// <summary>Shows another resource below this one.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="child">The other.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithChildRelationship<T>(this IResourceBuilder<T> builder, IResource child)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(child);
        return builder.WithChildRelationship(builder.ApplicationBuilder.CreateResourceBuilder(child));
    }

    /// <summary>Relates the resource to every one that a value needs, however deep inside.</summary>
    private static IResourceBuilder<T> ReferTo<T>(this IResourceBuilder<T> builder, object value)
        where T : IResource
    {
        if (value is IResource resource)
            return builder.Relate(resource, Relationships.Reference);
        if (value is IValueWithReferences references)
            foreach (var inner in references.References)
                builder.ReferTo(inner);
        return builder;
    }

    private static IResourceBuilder<T> Relate<T>(this IResourceBuilder<T> builder, IResource other, string type)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var isKnown = ReferenceEquals(builder.Resource, other) || builder.Resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Any(relationship => ReferenceEquals(relationship.Resource, other) && relationship.Type == type);
        return isKnown ? builder : builder.WithAnnotation(new ResourceRelationshipAnnotation(other, type));
    }
}
