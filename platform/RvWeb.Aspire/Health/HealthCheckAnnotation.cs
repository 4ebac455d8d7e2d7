namespace Aspire.Hosting.ApplicationModel;

/// <summary>A health check among the AppHost's services says how the resource is.</summary>
/// <param name="key">The name the check was added under.</param>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The name the check was added under.</summary>
    public string Key { get; } = key;
}
