using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Hosting;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>The server as the last of the hosted services: started behind the app's own and stopped before them.</summary>
internal sealed class HostedServer(IServer server, Func<RequestApplication> createApplication) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => server.StartAsync(createApplication(), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);
}
