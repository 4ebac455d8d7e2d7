using RvWeb.Dashboard;

namespace RvWeb.Tests.Dashboard;

public sealed class LiveEventsTests
{
    [Fact(Timeout = 10_000)]
    public async Task Names_what_changed_until_the_dashboard_stops()
    {
        var token = TestContext.Current.CancellationToken;
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var stream = await dashboard.Client.GetStreamAsync("/events", token);
        using var events = new StreamReader(stream);
        Assert.Equal(": connected", await events.ReadLineAsync(token));
        await events.ReadLineAsync(token);

        dashboard.Board.Update(new ResourceRow { Name = "web", Type = "Project" });
        Assert.Equal("data: resources", await events.ReadLineAsync(token));
        await events.ReadLineAsync(token);

        dashboard.Board.Append("web", new ConsoleLine(Spans.Start, "hello", false));
        await dashboard.SendAsync(SampleTrace.ColdStart(1, Spans.Start).Request);
        var changed = new HashSet<string>();
        while (!changed.IsSupersetOf(["console", "traces"]))
            changed.UnionWith((await events.ReadLineAsync(token))!.Replace("data: ", "", StringComparison.Ordinal).Split(' '));
        await events.ReadLineAsync(token);

        await dashboard.Server.StopAsync(token);
        Assert.Null(await events.ReadLineAsync(token));
    }
}
