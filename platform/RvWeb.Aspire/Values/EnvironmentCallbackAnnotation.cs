namespace Aspire.Hosting.ApplicationModel;

/// <summary>Sets environment variables each time the resource starts.</summary>
/// <param name="callback">Sets them.</param>
public class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Sets a variable to what a function returns.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="callback">Returns its value.</param>
    public EnvironmentCallbackAnnotation(string name, Func<string> callback)
        : this(context => context.EnvironmentVariables[name] = callback())
    {
    }

    /// <summary>Sets variables.</summary>
    /// <param name="callback">Is given those so far.</param>
    public EnvironmentCallbackAnnotation(Action<Dictionary<string, object>> callback)
        : this((EnvironmentCallbackContext context) => callback(context.EnvironmentVariables))
    {
    }

    /// <summary>Sets variables.</summary>
    /// <param name="callback">Sets them.</param>
    public EnvironmentCallbackAnnotation(Action<EnvironmentCallbackContext> callback)
        : this(context =>
        {
            callback(context);
            return Task.CompletedTask;
        })
    {
    }

    /// <summary>Sets the variables.</summary>
    public Func<EnvironmentCallbackContext, Task> Callback { get; } = callback;

    internal static EnvironmentCallbackAnnotation Set(string name, Func<object> value) =>
        new((EnvironmentCallbackContext context) => context.EnvironmentVariables[name] = value());
}
