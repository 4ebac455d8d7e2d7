namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource starts only when another runs and is healthy.</summary>
internal sealed record WaitAnnotation(IResource Resource) : IResourceAnnotation;
