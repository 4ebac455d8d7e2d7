using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>
/// A web app that runs on a server or in Lambda. Middleware, endpoints and the host's own methods are used as with
/// <see cref="WebApplication"/>; routing and endpoints are put around the pipeline in the same way, unless the app does it.
/// </summary>
public abstract class ServiceApplication : IHost, IApplicationBuilder, IEndpointRouteBuilder, IAsyncDisposable
{
    private protected ServiceApplication()
    {
    }

    /// <inheritdoc/>
    public abstract IServiceProvider Services { get; }

    /// <inheritdoc/>
    public abstract IFeatureCollection ServerFeatures { get; }

    /// <inheritdoc/>
    public abstract IDictionary<string, object?> Properties { get; }

    /// <inheritdoc/>
    public abstract ICollection<EndpointDataSource> DataSources { get; }

    IServiceProvider IApplicationBuilder.ApplicationServices
    {
        get => Services;
        set => throw new NotSupportedException("The services of an app that is built cannot be replaced.");
    }

    IServiceProvider IEndpointRouteBuilder.ServiceProvider => Services;

    /// <inheritdoc/>
    public abstract IApplicationBuilder Use(Func<RequestDelegate, RequestDelegate> middleware);

    /// <inheritdoc/>
    public abstract Task StartAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract Task StopAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    IApplicationBuilder IApplicationBuilder.New() => NewPipeline();

    RequestDelegate IApplicationBuilder.Build() => BuildPipeline();

    IApplicationBuilder IEndpointRouteBuilder.CreateApplicationBuilder() => NewPipeline();

    private protected abstract IApplicationBuilder NewPipeline();

    private protected abstract RequestDelegate BuildPipeline();
}
