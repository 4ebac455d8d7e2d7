using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RvWeb.ServiceDefaults.Hosting;

/// <summary>The framework's own builder.</summary>
internal sealed class FrameworkBuilder(WebApplicationBuilder builder) : ServiceBuilder
{
    public override ConfigurationManager Configuration => builder.Configuration;

    public override IHostEnvironment Environment => builder.Environment;

    public override ILoggingBuilder Logging => builder.Logging;

    public override IMetricsBuilder Metrics => builder.Metrics;

    public override IServiceCollection Services => builder.Services;

    public override IDictionary<object, object> Properties => ((IHostApplicationBuilder)builder).Properties;

    public override ServiceApplication Build() => new FrameworkApplication(builder.Build());

    public override void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null) =>
        ((IHostApplicationBuilder)builder).ConfigureContainer(factory, configure);
}
