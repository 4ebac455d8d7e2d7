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
    private readonly ApplicationLifetime _lifetime;
    private readonly HostedServices _services;
    private TaskCompletionSource? _stop;

    /// <exception cref="InvalidOperationException">Nothing is registered that would bring it requests.</exception>
    public FunctionApplication(IServiceProvider services)
    {
        Services = services;
        _lifetime = (ApplicationLifetime)services.GetRequiredService<IHostApplicationLifetime>();
        var server = services.GetService<IServer>()
            ?? throw new InvalidOperationException("No server is registered. Call builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi).");
        _services = new HostedServices(services, new HostedServer(server, CreateApplication), _lifetime);
        _pipeline = new ApplicationBuilder(services, server.Features) { Properties = { [FunctionPipeline.GlobalRoutes] = this } };
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
        cancellationToken.ThrowIfCancellationRequested();
        Services.GetService<IStartupValidator>()?.Validate();
        await _services.StartAsync(cancellationToken);
        _lifetime.NotifyStarted();
    }

    /// <summary>Who asks once more waits for the stop that has begun.</summary>
    public override Task StopAsync(CancellationToken cancellationToken = default)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Interlocked.CompareExchange(ref _stop, stop, null) is { } begun
            ? begun.Task.WaitAsync(cancellationToken)
            : StopOnceAsync(stop, cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        if (Services is IAsyncDisposable services)
            await services.DisposeAsync();
        else
            (Services as IDisposable)?.Dispose();
    }

    private async Task StopOnceAsync(TaskCompletionSource stop, CancellationToken cancellationToken)
    {
        try
        {
            await StopAllAsync(cancellationToken);
        }
        finally
        {
            stop.SetResult();
        }
    }

    private async Task StopAllAsync(CancellationToken cancellationToken)
    {
        var options = Services.GetRequiredService<IOptions<HostOptions>>().Value;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.ShutdownTimeout);
        var steps = new HostedSteps(options.ServicesStopConcurrently, endsAtFailure: false);
        await _services.StopAsync(steps, patience.Token);
        _lifetime.NotifyStopped();
        if (Services.GetService<IHostLifetime>() is { } process)
            await steps.TakeAsync([process], lifetime => lifetime.StopAsync(patience.Token));
        steps.ThrowFailures("stop");
    }

    private protected override IApplicationBuilder NewPipeline()
    {
        var branch = _pipeline.New();
        // A branch that uses routing shall use endpoints of its own.
        branch.Properties.Remove(FunctionPipeline.GlobalRoutes);
        return branch;
    }

    private protected override RequestDelegate BuildPipeline() => _pipeline.Build();

    private RequestApplication CreateApplication() => new(Services, FunctionPipeline.Build(this, _pipeline));
}
