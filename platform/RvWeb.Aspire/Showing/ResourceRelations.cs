using Aspire.Hosting.ApplicationModel;
using RvWeb.Dashboard;

namespace RvWeb.Aspire.Showing;

/// <summary>What the application model says of two resources, apart from who is whose parent.</summary>
internal static class ResourceRelations
{
    public static IEnumerable<ResourceRelation> Of(IResource resource) =>
        resource.Annotations.OfType<ResourceRelationshipAnnotation>().Where(relation => relation.Type != "Parent")
            .Select(relation => new ResourceRelation(relation.Type, relation.Resource.Name))
            .Concat(resource.Annotations.OfType<WaitAnnotation>().Select(wait => new ResourceRelation("Waits for", wait.Resource.Name)))
            .DistinctBy(relation => relation.Resource);
}
