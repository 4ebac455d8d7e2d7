using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using RvWeb.Dashboard;

namespace RvWeb.Aspire.Running;

/// <summary>The dashboard inside the AppHost, unless it is not wanted.</summary>
internal sealed class DashboardRun(
    DashboardChoice choice, IConfiguration configuration, ResourceBoard board, DashboardFeed feed, AddressLines lines, TimeProvider time) : IDisposable
{
    public const string Name = "dashboard";

    private readonly CancellationTokenSource stopping = new();
    private DashboardServer? server;
    private Task feeding = Task.CompletedTask;

    public async Task StartAsync(PortAllocator ports, CancellationToken cancellationToken)
    {
        configuration[OtlpVariables.EndpointKey] = null;
        if (!choice.IsWanted)
            return;
        var wanted = new DashboardOptions { ApplicationName = choice.ApplicationName, Time = time };
        var options = wanted with
        {
            Port = ports.Allocate(wanted.Port),
            OtlpGrpcPort = ports.Allocate(wanted.OtlpGrpcPort),
            OtlpHttpPort = ports.Allocate(wanted.OtlpHttpPort),
        };
        server = await StartAsync(options, cancellationToken);
        configuration[OtlpVariables.EndpointKey] = server.OtlpHttpUrl.ToString().TrimEnd('/');
        feeding = feed.RunAsync(stopping.Token);
        lines.Address(Name, server.Url.ToString().TrimEnd('/'), options.Port == wanted.Port ? null : wanted.Port);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await feeding;
        if (server is null)
            return;
        try
        {
            await server.StopAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Out of patience; the process ends anyway.
        }
        await server.DisposeAsync();
    }

    public void Dispose() => stopping.Dispose();

    private async Task<DashboardServer> StartAsync(DashboardOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await DashboardServer.StartAsync(options, board, cancellationToken);
        }
        catch (IOException failure)
        {
            throw new DistributedApplicationException($"The dashboard cannot start: {failure.Message}", failure);
        }
    }
}
