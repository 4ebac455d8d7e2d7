using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Aspire.Running;
using RvWeb.Dashboard;

namespace RvWeb.Tests.Aspire;

/// <summary>An application of shell scripts, without a dashboard, whose console is kept.</summary>
internal sealed class ShellApplication : IAsyncDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private DistributedApplication? application;

    public ShellApplication()
    {
        Builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true, ProjectDirectory = "/tmp" });
        Builder.Services.AddSingleton(new AddressLines(TextWriter.Synchronized(output), TextWriter.Synchronized(error)));
    }

    public IDistributedApplicationBuilder Builder { get; }

    public ResourceNotificationService Notifications => application!.ResourceNotifications;

    public string Output => output.ToString();

    public string Error => error.ToString();

    public IResourceBuilder<ExecutableResource> Shell(string name, string script) => Builder.AddExecutable(name, "/bin/sh", "/", "-c", script);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        application = Builder.Build();
        await application.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => application!.StopAsync(cancellationToken);

    public IEnumerable<string> Console(string resource) =>
        application!.Services.GetRequiredService<ResourceBoard>().Lines(resource).Select(line => line.Text);

    public async ValueTask DisposeAsync()
    {
        if (application is null)
            return;
        await application.StopAsync(CancellationToken.None);
        await application.DisposeAsync();
    }
}
