using Google.Protobuf;
using Microsoft.Playwright;
using RvWeb.Dashboard;
using RvWeb.Tests.Dashboard.Telemetry;

namespace RvWeb.Tests.Dashboard;

/// <summary>Every page against axe's rules of WCAG A and AA (https://github.com/dequelabs/axe-core).</summary>
public sealed class AccessibilityTests
{
    private const string Chromium = "/usr/bin/chromium";
    private const string Check = "async () => (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations"
        + ".map(rule => rule.id + ': ' + rule.nodes.map(node => node.target + ' ' + node.failureSummary).join(' | '))";

    private static readonly string Axe = Path.Combine(RvWeb.Deploy.Solution.Here().Root, "node_modules", "axe-core", "axe.min.js");

    private static readonly string[] Arguments =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Every_page_is_accessible(ColorScheme scheme, int width)
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed.");
        Assert.SkipUnless(File.Exists(Axe), "axe-core is not installed; npm ci does that.");
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var locked = await RunningDashboard.StartAsync(configure: options => options with { BrowserToken = "secret" });
        var trace = await FillAsync(dashboard);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments });
        // The pages allow no script but their own; the rules are not theirs.
        await using var context = await browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 }, BypassCSP = true });
        await context.AddInitScriptAsync(scriptPath: Axe);
        var page = await context.NewPageAsync();
        string[] paths =
        [
            "/", "/?show=web", "/console", "/console/web?paused=yes", "/logs", "/logs?entry=1&f=path%3D/b", "/traces", $"/traces/{trace.TraceId}", $"/traces/{trace.TraceId}?span={trace.SpanText(13)}",
            "/metrics", "/metrics?resource=web&meter=Web&instrument=duration&last=1", "/metrics?resource=web&meter=Web&instrument=duration&view=table", "/data", "/nowhere", "/?view=graph", "/?view=parameters", "/invocations", "/edge", "/compare",
        ];
        var addresses = paths.Select(path => new Uri(dashboard.Server.Url, path)).Append(new Uri(locked.Server.Url, "/login?t=wrong"));

        var violations = new List<string>();
        foreach (var address in addresses)
        {
            await page.GotoAsync(address.ToString()).WaitAsync(Token);
            foreach (var violation in await page.EvaluateAsync<string[]>(Check).WaitAsync(Token))
                violations.Add($"{address.PathAndQuery}: {violation}");
        }

        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    private static async Task<SampleTrace> FillAsync(RunningDashboard dashboard)
    {
        dashboard.Board.Update(new ResourceRow
        {
            Name = "web",
            Type = "Project",
            State = "Running",
            StateStyle = "success",
            Health = "Healthy",
            Source = "RvWeb.Web",
            Urls = [new("http", "http://localhost:8080")],
            Environment = [new("PORT", "8080")],
            Commands = [new("restart", "Restart") { IsHighlighted = true }, new("stop", "Stop") { IsEnabled = false }],
        });
        for (var color = 0; color < 16; color++)
            dashboard.Board.Append("web", new ConsoleLine(Spans.Start, $"\e[{(color < 8 ? 30 + color : 82 + color)}mcolour {color}\e[0m", color == 3));
        var trace = SampleTrace.ColdStart(1, Spans.Start);
        trace.Add(14, 1, "edge", "fails", 3, 1, 2).Status = new() { Code = 2, Message = "out of luck" };
        await dashboard.SendAsync(trace.Request);
        await PostAsync(dashboard, "/v1/logs", LogSample.Of("broken", 17, trace.TraceId, ("path", "/b"), ("exception.stacktrace", "at Here()")));
        await PostAsync(dashboard, "/v1/logs", LogSample.Of("slow", 13));
        await PostAsync(dashboard, "/v1/metrics", MetricSample.Histogram(0, [1, 0, 0, 0]));
        await PostAsync(dashboard, "/v1/metrics", MetricSample.Histogram(30, [1, 5, 3, 0], exemplarTrace: trace.TraceId));
        await PostAsync(dashboard, "/v1/metrics", MetricSample.Counter(30, 2));
        return trace;
    }

    private static async Task PostAsync(RunningDashboard dashboard, string path, IMessage request)
    {
        using var response = await dashboard.PostAsync(path, request.ToByteArray());
        response.EnsureSuccessStatusCode();
    }
}
