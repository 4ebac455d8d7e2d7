using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace RvWeb.ServiceDefaults.Hosting;

/// <summary>The framework's own application.</summary>
internal sealed class FrameworkApplication(WebApplication app) : ServiceApplication
{
    public override IServiceProvider Services => app.Services;

    public override IFeatureCollection ServerFeatures => ((IApplicationBuilder)app).ServerFeatures;

    public override IDictionary<string, object?> Properties => ((IApplicationBuilder)app).Properties;

    public override ICollection<EndpointDataSource> DataSources => ((IEndpointRouteBuilder)app).DataSources;

    public override IApplicationBuilder Use(Func<RequestDelegate, RequestDelegate> middleware)
    {
        app.Use(middleware);
        return this;
    }

    public override Task StartAsync(CancellationToken cancellationToken = default) => app.StartAsync(cancellationToken);

    public override Task StopAsync(CancellationToken cancellationToken = default) => app.StopAsync(cancellationToken);

    public override ValueTask DisposeAsync() => app.DisposeAsync();

    private protected override IApplicationBuilder NewPipeline() => ((IApplicationBuilder)app).New();

    private protected override RequestDelegate BuildPipeline() => ((IApplicationBuilder)app).Build();
}
