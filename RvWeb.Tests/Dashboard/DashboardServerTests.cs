using System.Collections.Concurrent;
using System.Diagnostics;
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
    public async Task Makes_no_telemetry_of_its_own_for_the_process_around_it()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        const string Caller = "0af7651916cd43dd8448eb211c80319c";
        var traces = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity => traces.Enqueue(activity.TraceId.ToHexString()),
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/resources") { Headers = { { "traceparent", $"00-{Caller}-b7ad6b7169203331-01" } } };

        using var response = await dashboard.Client.SendAsync(request, Token);

        Assert.DoesNotContain(Caller, traces);
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
