using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>The host of a function: starts and stops what the app has registered, in the framework's order.</summary>
internal sealed class FunctionApplication : ServiceApplication
{
    private readonly ApplicationBuilder _pipeline;
    private readonly IServer _server;
    private readonly ApplicationLifetime _lifetime;
    private readonly HostedServices _services;
    private bool _stopped;

    /// <exception cref="InvalidOperationException">Nothing is registered that would bring it requests.</exception>
    public FunctionApplication(IServiceProvider services)
    {
        Services = services;
        _lifetime = (ApplicationLifetime)services.GetRequiredService<IHostApplicationLifetime>();
        _server = services.GetService<IServer>()
            ?? throw new InvalidOperationException("No server is registered. Call builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi).");
        _services = new HostedServices(services, _lifetime);
        _pipeline = new ApplicationBuilder(services, _server.Features) { Properties = { [FunctionPipeline.GlobalRoutes] = this } };
    }

    public override IServiceProvider Services { get; }

    public override IFeatureCollection ServerFeatures => _pipeline.ServerFeatures;

    public override IDictionary<string, object?> Properties => _pipeline.Properties;

    public override ICollection<EndpointDataSource> DataSources { get; } = [];

    public override IApplicationBuilder Use(Func<RequestDelegate, RequestDelegate> middleware)
    {
        _pipeline.Use(middleware);
        return this;
    }

    public override async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (Services.GetService<IHostLifetime>() is { } process)
            await process.WaitForStartAsync(cancellationToken);
        Services.GetService<IStartupValidator>()?.Validate();
        await _services.StartAsync(cancellationToken);
        await _server.StartAsync(new RequestApplication(Services, FunctionPipeline.Build(this, _pipeline)), cancellationToken);
        await _services.StartedAsync(cancellationToken);
        _lifetime.NotifyStarted();
    }

    public override async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_stopped)
            return;
        _stopped = true;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
        _lifetime.StopApplication();
        await _services.StopAsync(_server, patience.Token);
        _lifetime.NotifyStopped();
        if (Services.GetService<IHostLifetime>() is { } process)
            await process.StopAsync(patience.Token);
    }

    public override async ValueTask DisposeAsync()
    {
        if (Services is IAsyncDisposable services)
            await services.DisposeAsync();
        else
            (Services as IDisposable)?.Dispose();
    }

    private protected override IApplicationBuilder NewPipeline()
    {
        var branch = _pipeline.New();
        // A branch that uses routing shall use endpoints of its own.
        branch.Properties.Remove(FunctionPipeline.GlobalRoutes);
        return branch;
    }

    private protected override RequestDelegate BuildPipeline() => _pipeline.Build();
}
