using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Replicas;

/// <summary>The project has no process of its own, these have.</summary>
internal sealed record ReplicaSetAnnotation(IReadOnlyList<ReplicaResource> Replicas) : IResourceAnnotation;
