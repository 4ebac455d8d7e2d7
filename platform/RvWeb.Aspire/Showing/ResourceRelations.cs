using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.References;
using RvWeb.Dashboard;

namespace RvWeb.Aspire.Showing;

/// <summary>What a resource has to do with others, apart from who is whose parent.</summary>
internal static class ResourceRelations
{
    public static IEnumerable<ResourceRelation> Of(ResourceEvent update) =>
        update.Snapshot.Relationships.Where(relation => relation.Type != Relationships.Parent)
            .Select(relation => new ResourceRelation(relation.Type, relation.ResourceName))
            .Concat(update.Resource.Annotations.OfType<WaitAnnotation>().Select(wait => new ResourceRelation("Waits for", wait.Resource.Name)))
            .DistinctBy(relation => relation.Resource);
}
