using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RvWeb.ServiceDefaults.Hosting;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>
/// Builds the app of a binary that is made for Lambda alone. The framework's builder and host, of which a function uses
/// little, cost time and room at each cold start (docs/decisions/020-cold-start.md).
/// </summary>
internal sealed class FunctionBuilder : ServiceBuilder
{
    private readonly FunctionEnvironment _environment = new(FunctionConfiguration.EnvironmentName);
    private Func<IServiceCollection, IServiceProvider>? _container;

    public FunctionBuilder(string[] args)
    {
        FunctionConfiguration.AddSources(Configuration, _environment.ContentRootPath, _environment.EnvironmentName, args);
        Services.AddHost(Configuration, _environment);
        Logging = new ServiceSet(Services);
        FunctionConfiguration.AddLogLevels(Logging, Configuration);
    }

    public override ConfigurationManager Configuration { get; } = new();

    public override IHostEnvironment Environment => _environment;

    public override ILoggingBuilder Logging { get; }

    public override IMetricsBuilder Metrics => field ??= new ServiceSet(Services.AddMetrics());

    public override IServiceCollection Services { get; } = new ServiceCollection();

    public override IDictionary<object, object> Properties { get; } = new Dictionary<object, object>();

    public override ServiceApplication Build()
    {
        FunctionApplication? app = null;
        Services.AddSingleton<IHost>(_ => app!);
        app = new FunctionApplication(_container?.Invoke(Services) ?? BuildContainer());
        return app;
    }

    public override void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null) =>
        _container = services =>
        {
            var container = factory.CreateBuilder(services);
            configure?.Invoke(container);
            return factory.CreateServiceProvider(container);
        };

    private ServiceProvider BuildContainer()
    {
        var checks = _environment.IsDevelopment();
        return Services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = checks, ValidateOnBuild = checks });
    }

    private sealed class ServiceSet(IServiceCollection services) : ILoggingBuilder, IMetricsBuilder
    {
        public IServiceCollection Services => services;
    }
}
