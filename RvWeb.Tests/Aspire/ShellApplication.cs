using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Aspire.Showing;
using RvWeb.Dashboard;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Tests.Aspire;

/// <summary>An application of shell scripts, without a dashboard, whose console is kept.</summary>
internal sealed class ShellApplication : IAsyncDisposable
{
    private readonly HeardLines _error = new();
    private DistributedApplication? _application;

    public ShellApplication(params string[] args)
    {
        Builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true, ProjectDirectory = "/tmp" });
        Builder.Services.AddSingleton(new AddressLines(Output, _error));
    }

    public IDistributedApplicationBuilder Builder { get; }

    public ResourceNotificationService Notifications => _application!.ResourceNotifications;

    public IServiceProvider Services => _application!.Services;

    public ResourceCommandService Commands => _application!.ResourceCommands;

    public HeardLines Output { get; } = new();

    public string Error => _error.ToString();

    public IResourceBuilder<ExecutableResource> Shell(string name, string script) => Builder.AddExecutable(name, "/bin/sh", "/", "-c", script);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _application = Builder.Build();
        await _application.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _application!.StopAsync(cancellationToken);

    public IEnumerable<string> Console(string resource) =>
        _application!.Services.GetRequiredService<ResourceBoard>().Lines(resource).Select(line => line.Text);

    /// <summary>Waits until a resource has written a line.</summary>
    public Task WroteAsync(string resource, string line, CancellationToken cancellationToken) =>
        WroteAsync(resource, text => text == line, cancellationToken);

    /// <summary>Waits until a resource has written a line that is looked for.</summary>
    public async Task WroteAsync(string resource, Func<string, bool> isLookedFor, CancellationToken cancellationToken)
    {
        using var feed = new ChangeFeed(_application!.Services.GetRequiredService<ResourceBoard>().Changes);
        while (!Console(resource).Any(isLookedFor))
            await feed.NextAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is null)
            return;
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
    }
}
