using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>
/// The services that every web app finds in its host. Each is an object or a plain call: types given to the container are
/// looked into by reflection when they are first asked for.
/// </summary>
internal static class FunctionServices
{
    private const string Name = "Microsoft.AspNetCore";

    public static void AddHost(this IServiceCollection services, ConfigurationManager configuration, FunctionEnvironment environment)
    {
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(environment);
        services.AddSingleton<IWebHostEnvironment>(environment);
        services.AddSingleton<IHostApplicationLifetime>(provider => new ApplicationLifetime(provider.GetRequiredService<ILogger<ApplicationLifetime>>()));
        services.AddOptions();
        services.AddLogging();
        services.AddRoutingCore();
        // So far it has only metrics to start, which nobody in a function collects; who validates options at start adds it again.
        services.RemoveAll<IStartupValidator>();
        services.AddDiagnostics();
        services.AddSingleton<IHttpContextFactory>(provider => new DefaultHttpContextFactory(provider));
        services.AddSingleton<IApplicationBuilderFactory>(provider => new ApplicationBuilderFactory(provider));
        services.AddScoped<IMiddlewareFactory>(provider => new MiddlewareFactory(provider));
    }

    /// <summary>Under the names by which the framework's own are known to whoever listens.</summary>
    private static void AddDiagnostics(this IServiceCollection services)
    {
        services.AddSingleton(_ => new DiagnosticListener(Name));
        services.AddSingleton<DiagnosticSource>(provider => provider.GetRequiredService<DiagnosticListener>());
        services.AddSingleton(_ => new ActivitySource(Name));
        services.AddSingleton(_ => DistributedContextPropagator.Current);
        services.AddSingleton<IMeterFactory>(_ => new FunctionMeters());
    }
}
