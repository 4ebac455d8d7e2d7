using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>
/// Builds a web app that runs on a server or in Lambda: services, configuration and logging are set up as with
/// <see cref="WebApplicationBuilder"/>. Made by <c>WebApplication.CreateServiceBuilder</c>.
/// </summary>
public abstract class ServiceBuilder : IHostApplicationBuilder
{
    private protected ServiceBuilder()
    {
    }

    /// <summary>The app's configuration: appsettings.json, the environment, the command line, the later before the earlier.</summary>
    public abstract ConfigurationManager Configuration { get; }

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <inheritdoc/>
    public abstract IHostEnvironment Environment { get; }

    /// <inheritdoc/>
    public abstract ILoggingBuilder Logging { get; }

    /// <inheritdoc/>
    public abstract IMetricsBuilder Metrics { get; }

    /// <inheritdoc/>
    public abstract IServiceCollection Services { get; }

    /// <inheritdoc/>
    public abstract IDictionary<object, object> Properties { get; }

    /// <summary>Builds the app; to be called once.</summary>
    /// <returns>The app, whose pipeline and endpoints are set up next.</returns>
    public abstract ServiceApplication Build();

    /// <inheritdoc/>
    public abstract void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull;
}
