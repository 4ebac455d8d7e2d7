using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>All requests of an API go to this function.</summary>
internal sealed record ApiRouteAnnotation(LambdaProjectResource Function) : IResourceAnnotation;
