namespace Aspire.Hosting.ApplicationModel;

/// <summary>Changes a resource's addresses once they are known.</summary>
/// <param name="callback">Changes them.</param>
public sealed class ResourceUrlsCallbackAnnotation(Func<ResourceUrlsCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Changes the addresses.</summary>
    /// <param name="callback">Changes them.</param>
    public ResourceUrlsCallbackAnnotation(Action<ResourceUrlsCallbackContext> callback)
        : this(context =>
        {
            callback(context);
            return Task.CompletedTask;
        })
    {
    }

    /// <summary>Changes the addresses.</summary>
    public Func<ResourceUrlsCallbackContext, Task> Callback { get; } = callback;
}
