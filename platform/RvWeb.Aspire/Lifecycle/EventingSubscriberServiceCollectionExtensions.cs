using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aspire.Hosting.Lifecycle;

/// <summary>Adds services that listen to events.</summary>
public static class EventingSubscriberServiceCollectionExtensions
{
    /// <summary>Adds one.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">Services of the AppHost.</param>
    public static void AddEventingSubscriber<T>(this IServiceCollection services)
        where T : class, IDistributedApplicationEventingSubscriber => services.AddSingleton<IDistributedApplicationEventingSubscriber, T>();

    /// <summary>Adds one that is made by a function.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">Services of the AppHost.</param>
    /// <param name="implementationFactory">Makes it.</param>
    public static void AddEventingSubscriber<T>(this IServiceCollection services, Func<IServiceProvider, T> implementationFactory)
        where T : class, IDistributedApplicationEventingSubscriber =>
        services.AddSingleton<IDistributedApplicationEventingSubscriber, T>(implementationFactory);

    /// <summary>Adds one unless there is one of the same type.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">Services of the AppHost.</param>
    public static void TryAddEventingSubscriber<T>(this IServiceCollection services)
        where T : class, IDistributedApplicationEventingSubscriber =>
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDistributedApplicationEventingSubscriber, T>());

    /// <summary>Adds one that is made by a function, unless there is one of the same type.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">Services of the AppHost.</param>
    /// <param name="implementationFactory">Makes it.</param>
    public static void TryAddEventingSubscriber<T>(this IServiceCollection services, Func<IServiceProvider, T> implementationFactory)
        where T : class, IDistributedApplicationEventingSubscriber =>
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDistributedApplicationEventingSubscriber, T>(implementationFactory));
}
