using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>Requests of an API that go to a function.</summary>
internal sealed record ApiRouteAnnotation(LambdaProjectResource Function, Method Method, string Path) : IResourceAnnotation
{
    /// <summary>As the emulator reads it.</summary>
    public override string ToString() => $"{Method.ToString().ToUpperInvariant()} {Path}={Function.Name}";
}
