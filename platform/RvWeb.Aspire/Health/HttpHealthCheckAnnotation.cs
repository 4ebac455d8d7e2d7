using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>GET of a path must give a status.</summary>
/// <param name="Subject">What is asked, for the check's name; known when the resource starts.</param>
/// <param name="Address">Where the given resource is asked.</param>
/// <param name="Path">The path.</param>
/// <param name="StatusCode">The status.</param>
internal sealed record HttpHealthCheckAnnotation(
    Func<string> Subject, Func<IResource, CancellationToken, ValueTask<Uri>> Address, string Path, int StatusCode) : IResourceAnnotation
{
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Subject()}_{Path}_{StatusCode}_check");
}
