using Google.Protobuf;

namespace RvWeb.Tests.Dashboard.Telemetry;

public sealed class MetricsPageTests
{
    [Fact]
    public async Task Draws_the_chosen_instrument_and_links_its_exemplars()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var trace = new string('a', 32);
        await SendAsync(dashboard, MetricSample.Histogram(0, [1, 0, 0, 0]));
        await SendAsync(dashboard, MetricSample.Histogram(30, [1, 5, 0, 0], exemplarTrace: trace));
        await SendAsync(dashboard, MetricSample.Counter(30, 2));

        var page = await dashboard.PageAsync("/metrics?resource=web&meter=Web&instrument=duration&last=1");

        Assert.Contains("<svg class=\"chart\"", page, StringComparison.Ordinal);
        Assert.Contains("p99", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/traces/{trace}?span=0102030405060708\"", page, StringComparison.Ordinal);
        Assert.Contains("instrument=requests&amp;last=1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_by_dimension_and_shows_the_values_as_a_table()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await SendAsync(dashboard, MetricSample.Counter(1, 41, route: "/first"));
        await SendAsync(dashboard, MetricSample.Counter(1, 42, route: "/second"));

        var page = await dashboard.PageAsync("/metrics?resource=web&meter=Web&instrument=requests&view=table&d.http.route=%2Fsecond");

        Assert.Contains("<td>42</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<td>41</td>", page, StringComparison.Ordinal);
        Assert.Contains("http.route = /first", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_its_metrics_back_as_OTLP()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await SendAsync(dashboard, MetricSample.Counter(1, 41));

        var metrics = (await dashboard.JsonAsync("/api/telemetry/metrics?resource=web")).GetProperty("resourceMetrics")[0].GetProperty("scopeMetrics")[0];

        Assert.Equal("Web", metrics.GetProperty("scope").GetProperty("name").GetString());
        Assert.Equal(41, metrics.GetProperty("metrics")[0].GetProperty("sum").GetProperty("dataPoints")[0].GetProperty("asDouble").GetDouble());
    }

    private static async Task SendAsync(RunningDashboard dashboard, IMessage request)
    {
        using var response = await dashboard.PostAsync("/v1/metrics", request.ToByteArray());
        response.EnsureSuccessStatusCode();
    }
}
