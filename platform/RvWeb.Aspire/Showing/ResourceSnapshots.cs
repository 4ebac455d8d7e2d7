using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using RvWeb.Aspire.Hosting;

namespace RvWeb.Aspire.Showing;

/// <summary>What is known of a resource before it starts.</summary>
internal static class ResourceSnapshots
{
    public const string SourceProperty = "resource.source";
    public const string ValueProperty = "Value";

    public static CustomResourceSnapshot Initial(IResource resource, TimeProvider time) => new()
    {
        ResourceType = Type(resource),
        Properties = Source(resource) is { } source ? [new ResourcePropertySnapshot(SourceProperty, source)] : [],
        State = KnownResourceStates.NotStarted,
        CreationTimeStamp = time.GetUtcNow().UtcDateTime,
        Urls = [.. resource.Annotations.OfType<EndpointAnnotation>()
            .Select(endpoint => new UrlSnapshot(endpoint.Name, endpoint.AllocatedEndpoint!.UriString, IsInternal: false))],
    };

    private static string Type(IResource resource) => resource switch
    {
        LambdaProjectResource => "Lambda function",
        LambdaEmulatorResource => "Lambda service",
        LambdaFunctionUrlResource => "Function URL",
        CloudFrontDistributionResource => "CloudFront distribution",
        ParameterResource => "Parameter",
        ProjectResource => "Project",
        ExecutableResource => "Executable",
        _ => resource.GetType().Name,
    };

    private static string? Source(IResource resource) => resource switch
    {
        ProjectResource => resource.Annotations.OfType<IProjectMetadata>().FirstOrDefault()?.ProjectPath,
        ExecutableResource program => program.Command,
        _ => null,
    };
}
