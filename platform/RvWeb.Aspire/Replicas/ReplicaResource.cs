using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Replicas;

/// <summary>One of several processes of a project; it listens on ports of its own, behind the proxy of the project's.</summary>
internal sealed class ReplicaResource(string name, ProjectResource project) : ProjectResource(name)
{
    public ProjectResource Project => project;

    /// <summary>The name a resource goes by outside: replicas go by their project's.</summary>
    public static string PublicName(IResource resource) => resource is ReplicaResource replica ? replica.Project.Name : resource.Name;

    /// <summary>What an endpoint of a project is for one of its replicas.</summary>
    public static EndpointReference Own(EndpointReference endpoint, IResource reader) =>
        reader is ReplicaResource replica && ReferenceEquals(endpoint.Resource, replica.Project) ? new EndpointReference(replica, endpoint.EndpointName) : endpoint;
}
