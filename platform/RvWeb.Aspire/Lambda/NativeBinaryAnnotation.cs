using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>The function is this binary instead of its project's usual build.</summary>
internal sealed record NativeBinaryAnnotation(string Path) : IResourceAnnotation;
