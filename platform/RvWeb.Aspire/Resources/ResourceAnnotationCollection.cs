using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The annotations of a resource, in the order they were attached.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;
