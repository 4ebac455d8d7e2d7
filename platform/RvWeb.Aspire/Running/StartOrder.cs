using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;

namespace RvWeb.Aspire.Running;

/// <summary>Who has to be there before whom.</summary>
internal static class StartOrder
{
    /// <summary>The resources in layers, each of which needs only those before it.</summary>
    /// <exception cref="DistributedApplicationException">Resources wait for each other.</exception>
    public static IReadOnlyList<IReadOnlyList<IResource>> Layers(IEnumerable<IResource> resources)
    {
        var left = resources.ToList();
        var layers = new List<IReadOnlyList<IResource>>();
        while (left.Count > 0)
        {
            var layer = left.Where(resource => !Needs(resource).Any(left.Contains)).ToList();
            if (layer.Count == 0)
                throw new DistributedApplicationException($"These resources wait for each other: {string.Join(", ", left.Select(resource => resource.Name))}.");
            layers.Add(layer);
            left.RemoveAll(layer.Contains);
        }
        return layers;
    }

    private static IEnumerable<IResource> Needs(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource)
            .Concat(resource.Annotations.OfType<FollowsAnnotation>().Select(follows => follows.Leader));
}
