using System.Globalization;
using RvWeb.Dashboard;

namespace RvWeb.Tests.Dashboard;

public sealed class DashboardServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_which_port_is_taken_and_leaves_nothing_running()
    {
        await using var first = await RunningDashboard.StartAsync();
        var options = new DashboardOptions { Port = first.Server.Url.Port, OtlpGrpcPort = 0, OtlpHttpPort = 0 };

        var error = await Assert.ThrowsAsync<IOException>(() => DashboardServer.StartAsync(options, new ResourceBoard(), Token));

        Assert.Contains(first.Server.Url.Port.ToString(CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listens_again_on_the_ports_of_one_that_stopped()
    {
        var first = await RunningDashboard.StartAsync();
        await first.Server.StopAsync(Token);
        await first.Server.StopAsync(Token);
        await first.DisposeAsync();
        var options = new DashboardOptions
        {
            Port = first.Server.Url.Port,
            OtlpGrpcPort = first.Server.OtlpGrpcUrl.Port,
            OtlpHttpPort = first.Server.OtlpHttpUrl.Port,
        };

        await using var second = await DashboardServer.StartAsync(options, new ResourceBoard(), Token);

        Assert.Equal(first.Server.Url, second.Url);
        Assert.Equal(first.Server.OtlpGrpcUrl, second.OtlpGrpcUrl);
        Assert.Equal(first.Server.OtlpHttpUrl, second.OtlpHttpUrl);
    }
}
