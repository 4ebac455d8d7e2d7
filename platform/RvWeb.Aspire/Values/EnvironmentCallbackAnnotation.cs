namespace Aspire.Hosting.ApplicationModel;

/// <summary>Sets environment variables each time the resource starts.</summary>
/// <param name="callback">Sets them.</param>
public class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Sets the variables.</summary>
    public Func<EnvironmentCallbackContext, Task> Callback { get; } = callback;

    internal static EnvironmentCallbackAnnotation Set(string name, Func<object> value) => new(context =>
    {
        context.EnvironmentVariables[name] = value();
        return Task.CompletedTask;
    });
}
