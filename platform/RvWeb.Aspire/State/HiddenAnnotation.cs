namespace Aspire.Hosting.ApplicationModel;

/// <summary>The dashboard does not list the resource.</summary>
internal sealed class HiddenAnnotation : IResourceAnnotation;
