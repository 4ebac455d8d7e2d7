using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using RvWeb.Aspire.References;

namespace RvWeb.Aspire.Replicas;

/// <summary>Turns a project with replicas into one resource per process, below the project itself, which keeps name and ports.</summary>
internal static class ReplicaExpansion
{
    public static void Expand(IResourceCollection resources)
    {
        foreach (var project in resources.OfType<ProjectResource>().Where(project => project is not ReplicaResource).ToList())
        {
            var count = project.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
            if (count == 1)
                continue;
            if (project is LambdaProjectResource)
                throw new DistributedApplicationException($"The function '{project.Name}' cannot have replicas: the emulator starts as many environments as calls come at once.");
            PutBehindProxies(project);
            var replicas = Enumerable.Range(1, count).Select(number => Replica(project, number)).ToList();
            foreach (var replica in replicas)
                resources.Add(replica);
            project.Annotations.Add(new ReplicaSetAnnotation(replicas));
            ReplicaCommands.AddTo(project, replicas);
        }
    }

    private static void PutBehindProxies(ProjectResource project)
    {
        foreach (var endpoint in project.Annotations.OfType<EndpointAnnotation>())
        {
            if (endpoint.IsNeverProxied || (endpoint.IsProxied && endpoint.TargetPort is not null))
                throw new DistributedApplicationException(
                    $"The endpoint '{endpoint.Name}' of '{project.Name}' cannot serve replicas: leave out targetPort and isProxied, each replica needs a port of its own.");
            endpoint.IsProxied = true;
        }
    }

    private static ReplicaResource Replica(ProjectResource project, int number)
    {
        var replica = new ReplicaResource(string.Create(CultureInfo.InvariantCulture, $"{project.Name}-{number}"), project);
        foreach (var annotation in project.Annotations.Select(Own).OfType<IResourceAnnotation>())
            replica.Annotations.Add(annotation);
        replica.Annotations.Add(new ResourceRelationshipAnnotation(project, Relationships.Parent));
        return replica;
    }

    // Addresses and commands are shown with the project.
    private static IResourceAnnotation? Own(IResourceAnnotation annotation) => annotation switch
    {
        EndpointAnnotation endpoint => new EndpointAnnotation(endpoint.Protocol, endpoint.UriScheme, endpoint.Transport, endpoint.Name) { TargetHost = endpoint.TargetHost },
        ReplicaAnnotation or ResourceUrlAnnotation or ResourceUrlsCallbackAnnotation or ResourceCommandAnnotation => null,
        ResourceRelationshipAnnotation { Type: Relationships.Parent } => null,
        _ => annotation,
    };
}
