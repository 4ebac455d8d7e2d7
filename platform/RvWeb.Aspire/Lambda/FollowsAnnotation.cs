using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>A resource without a process of its own: it is there when another is.</summary>
internal sealed record FollowsAnnotation(IResource Leader) : IResourceAnnotation;
