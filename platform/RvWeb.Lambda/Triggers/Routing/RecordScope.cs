using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>What one record's handler can ask for.</summary>
internal readonly struct RecordScope(IServiceProvider services, ILambdaInvocationFeature invocation)
{
    public T Get<T>()
        where T : class =>
        typeof(T) == typeof(ILambdaInvocationFeature) ? (T)invocation : services.GetRequiredService<T>();
}
