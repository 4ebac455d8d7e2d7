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

    public static CustomResourceSnapshot Initial(IResource resource, IReadOnlyList<UrlSnapshot> urls, TimeProvider time)
    {
        var own = resource.Annotations.OfType<ResourceSnapshotAnnotation>().LastOrDefault()?.InitialSnapshot ?? new CustomResourceSnapshot
        {
            ResourceType = Type(resource),
            Properties = Source(resource) is { } source ? [new ResourcePropertySnapshot(SourceProperty, source)] : [],
            State = KnownResourceStates.NotStarted,
        };
        return own with
        {
            CreationTimeStamp = own.CreationTimeStamp ?? time.GetUtcNow().UtcDateTime,
            Urls = own.Urls.AddRange(urls),
            IsHidden = own.IsHidden || resource.Annotations.OfType<HiddenAnnotation>().Any(),
            Relationships = own.Relationships.AddRange(resource.Annotations.OfType<ResourceRelationshipAnnotation>()
                .Select(relationship => new RelationshipSnapshot(relationship.Resource.Name, relationship.Type))),
        };
    }

    private static string Type(IResource resource) => resource switch
    {
        LambdaProjectResource => "Lambda function",
        LambdaEmulatorResource => "Lambda service",
        APIGatewayEmulatorResource => "API Gateway",
        ApplicationLoadBalancerResource => "Load balancer",
        LambdaFunctionUrlResource => "Function URL",
        CloudFrontDistributionResource => "CloudFront distribution",
        IResourceWithConnectionString => "Connection string",
        ParameterResource => "Parameter",
        ExternalServiceResource => "External service",
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
