using Microsoft.AspNetCore.Hosting.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;

namespace RvWeb.Lambda.Server;

/// <summary>
/// Makes by plain calls what each start asks for and the container would make by closing generic types and reflecting on
/// constructors. Registrations of the app's own are left alone.
/// </summary>
internal static class DirectServices
{
    public static void AddDirectServices(this IServiceCollection services)
    {
        services.AddOptions<FormOptions>();
        services.AddOptions<HostOptions>();
        services.AddOptions<JsonOptions>();
        services.AddOptions<LoggerFactoryOptions>();
        services.AddOptions<RouteHandlerOptions>();
        services.AddOptions<RouteOptions>();
        services.AddOptions<ValidationOptions>();
        services.AddMonitor<LoggerFilterOptions>();
        services.AddMonitor<MetricsOptions>();
        services.AddLogger<ApplicationLifetime>();
        services.AddLogger<LambdaServer>();
        services.Replace<ILoggerFactory, LoggerFactory>(provider => new LoggerFactory(
            provider.GetServices<ILoggerProvider>(),
            provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
            provider.GetRequiredService<IOptions<LoggerFactoryOptions>>(),
            provider.GetService<IExternalScopeProvider>()));
        services.Replace<IHostApplicationLifetime, ApplicationLifetime>(provider => new ApplicationLifetime(
            provider.GetRequiredService<ILogger<ApplicationLifetime>>()));
        services.Replace<IHttpContextFactory, DefaultHttpContextFactory>(provider => new DefaultHttpContextFactory(provider));
        services.Replace<IApplicationBuilderFactory, ApplicationBuilderFactory>(provider => new ApplicationBuilderFactory(provider));
    }

    private static void AddOptions<T>(this IServiceCollection services)
        where T : class, new()
    {
        services.AddFactory<T>();
        services.TryAddSingleton<IOptions<T>>(provider => new OptionsManager<T>(provider.GetRequiredService<IOptionsFactory<T>>()));
    }

    private static void AddMonitor<T>(this IServiceCollection services)
        where T : class, new()
    {
        services.AddFactory<T>();
        services.TryAddSingleton<IOptionsMonitorCache<T>>(_ => new OptionsCache<T>());
        services.TryAddSingleton<IOptionsMonitor<T>>(provider => new OptionsMonitor<T>(
            provider.GetRequiredService<IOptionsFactory<T>>(),
            provider.GetServices<IOptionsChangeTokenSource<T>>(),
            provider.GetRequiredService<IOptionsMonitorCache<T>>()));
    }

    private static void AddFactory<T>(this IServiceCollection services)
        where T : class, new() =>
        services.TryAddTransient<IOptionsFactory<T>>(provider => new OptionsFactory<T>(
            provider.GetServices<IConfigureOptions<T>>(),
            provider.GetServices<IPostConfigureOptions<T>>(),
            provider.GetServices<IValidateOptions<T>>()));

    private static void AddLogger<T>(this IServiceCollection services) =>
        services.TryAddSingleton<ILogger<T>>(provider => new Logger<T>(provider.GetRequiredService<ILoggerFactory>()));

    private static void Replace<TService, TImplementation>(this IServiceCollection services, Func<IServiceProvider, TService> make)
        where TService : class
    {
        for (var i = 0; i < services.Count; i++)
            if (services[i] is { IsKeyedService: false } service
                && service.ServiceType == typeof(TService) && service.ImplementationType == typeof(TImplementation))
                services[i] = ServiceDescriptor.Singleton(make);
    }
}
