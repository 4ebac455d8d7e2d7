using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using RvWeb.Aspire.Launching;
using RvWeb.Dashboard;
using RvWeb.Dashboard.Compare;

namespace RvWeb.Aspire.Showing;

/// <summary>The dashboard inside the AppHost, unless it is not wanted.</summary>
internal sealed class DashboardRun(
    DashboardChoice choice,
    IConfiguration configuration,
    ResourceBoard board,
    DashboardFeed feed,
    ResourceCommandService commands,
    Comparisons comparisons,
    AddressLines lines,
    TimeProvider time) : IDisposable
{
    public const string Name = "dashboard";

    private readonly CancellationTokenSource _stopping = new();
    private DashboardServer? _server;
    private Task _feeding = Task.CompletedTask;

    public async Task StartAsync(PortAllocator ports, CancellationToken cancellationToken)
    {
        configuration[OtlpVariables.EndpointKey] = null;
        configuration[OtlpVariables.GrpcEndpointKey] = null;
        configuration[OtlpVariables.HeadersKey] = null;
        if (!choice.IsWanted)
            return;
        var secrets = DashboardSecrets.Of(configuration, choice.IsSecured);
        var wanted = new DashboardOptions
        {
            ApplicationName = choice.ApplicationName,
            Time = time,
            ExecuteCommand = ExecuteAsync,
            Comparisons = comparisons,
            BrowserToken = secrets?.BrowserToken,
            OtlpKey = secrets?.OtlpKey,
            ApiKey = secrets?.ApiKey,
            OtlpOrigins = DashboardOrigins.Of(configuration),
        };
        var options = wanted with
        {
            Port = ports.Allocate(wanted.Port),
            OtlpGrpcPort = ports.Allocate(wanted.OtlpGrpcPort),
            OtlpHttpPort = ports.Allocate(wanted.OtlpHttpPort),
        };
        _server = await StartAsync(options, cancellationToken);
        configuration[OtlpVariables.EndpointKey] = _server.OtlpHttpUrl.ToString().TrimEnd('/');
        configuration[OtlpVariables.GrpcEndpointKey] = _server.OtlpGrpcUrl.ToString().TrimEnd('/');
        if (secrets is not null)
            configuration[OtlpVariables.HeadersKey] = $"x-otlp-api-key={secrets.OtlpKey}";
        _feeding = feed.RunAsync(_stopping.Token);
        lines.Address(Name, _server.LoginUrl.ToString().TrimEnd('/'), options.Port == wanted.Port ? null : wanted.Port);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _feeding;
        if (_server is null)
            return;
        try
        {
            await _server.StopAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Out of patience; the process ends anyway.
        }
        await _server.DisposeAsync();
    }

    public void Dispose() => _stopping.Dispose();

    private async Task<CommandOutcome> ExecuteAsync(string resource, string command, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        var result = await commands.ExecuteCommandAsync(resource, command, ending.Token);
        return new CommandOutcome(result.Success, result.Canceled ? "Given up." : result.Message, result.Data?.Value);
    }

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
