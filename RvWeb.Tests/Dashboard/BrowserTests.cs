using Microsoft.Playwright;

namespace RvWeb.Tests.Dashboard;

/// <summary>The pages in a real browser, script included.</summary>
public sealed class BrowserTests
{
    private const string Chromium = "/usr/bin/chromium";

    private static readonly string[] Arguments =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    [Fact(Timeout = 60_000)]
    public async Task Shows_a_cold_start_as_a_waterfall_and_adds_a_span_that_comes_later()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed.");
        await using var dashboard = await RunningDashboard.StartAsync();
        var sample = SampleTrace.ColdStart(1, Spans.Start);
        await dashboard.SendAsync(sample.Request);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments });
        var page = await browser.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);

        await page.GotoAsync(new Uri(dashboard.Server.Url, $"/traces/{sample.TraceId}").ToString()).WaitAsync(TestContext.Current.CancellationToken);
        await Assertions.Expect(page.Locator("#live.on")).ToBeVisibleAsync();
        var rows = page.Locator(".wf-row[data-span]");
        await Assertions.Expect(rows).ToHaveCountAsync(13);
        await Assertions.Expect(page.Locator(".wf-row.cold")).ToHaveCountAsync(6);

        await page.GetByRole(AriaRole.Link, new() { Name = "build app" }).ClickAsync();
        await Assertions.Expect(page.Locator("aside.pane h2")).ToHaveTextAsync("build app");
        await page.Locator(".wf-row[data-span]", new() { HasText = "init environment" }).Locator(".fold").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "build app" })).ToBeHiddenAsync();

        var later = new SampleTrace(1, Spans.Start);
        later.Add(20, 13, "database", "SELECT visits", 3, 210, 214);
        await dashboard.SendAsync(later.Request);
        await Assertions.Expect(rows).ToHaveCountAsync(14);
        await Assertions.Expect(page.Locator("aside.pane h2")).ToHaveTextAsync("build app");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "build app" })).ToBeHiddenAsync();
        Assert.Empty(complaints);
    }
}
