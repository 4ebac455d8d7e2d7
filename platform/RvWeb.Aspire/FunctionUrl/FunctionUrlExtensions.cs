using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;

namespace RvWeb.Aspire.Hosting;

/// <summary>Adds function URLs.</summary>
public static class FunctionUrlExtensions
{
    /// <summary>Gives a function a URL.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="function">The function.</param>
    /// <param name="port">The wanted port; a free one if not given or taken.</param>
    /// <returns>A builder to configure it.</returns>
    /// <exception cref="DistributedApplicationException">The function has one already.</exception>
    public static IResourceBuilder<LambdaFunctionUrlResource> AddLambdaFunctionUrl(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<LambdaProjectResource> function, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(function);
        if (builder.Resources.OfType<LambdaFunctionUrlResource>().FirstOrDefault(url => url.Function == function.Resource) is { } other)
            throw new DistributedApplicationException($"The function '{function.Resource.Name}' has the URL '{other.Name}' already: leave out '{name}'.");
        var emulator = function.Resource.Annotations.OfType<FollowsAnnotation>().Single();
        return builder.AddResource(new LambdaFunctionUrlResource(name, function.Resource))
            .WithHttpEndpoint(port)
            .WithAnnotation(emulator)
            .WithParentRelationship(function)
            .WithComparison(builder);
    }
}
