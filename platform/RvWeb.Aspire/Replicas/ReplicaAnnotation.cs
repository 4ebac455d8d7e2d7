namespace Aspire.Hosting.ApplicationModel;

/// <summary>How many processes of a project run.</summary>
/// <param name="replicas">Their number.</param>
public sealed class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    /// <summary>Their number.</summary>
    public int Replicas { get; } = replicas;
}
