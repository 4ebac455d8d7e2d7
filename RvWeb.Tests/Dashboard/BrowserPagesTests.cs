using Microsoft.Playwright;
using RvWeb.Dashboard;

namespace RvWeb.Tests.Dashboard;

/// <summary>Every page in one real browser: what the script does, and that nothing complains.</summary>
public sealed class BrowserPagesTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Fact(Timeout = 120_000)]
    public async Task Every_page_is_free_of_complaints_and_fits_a_narrow_screen()
    {
        await using var dashboard = await StartAsync();
        var page = await fixture.PageAsync(420);
        var complaints = Listen(page);
        foreach (var path in (string[])["/", "/?view=graph", "/?view=parameters", "/?show=web", "/console/web", "/logs", "/traces", $"/traces/{SampleTrace.ColdStart(1, Spans.Start).TraceId}", "/invocations", "/edge", "/compare"])
        {
            await OpenAsync(page, dashboard, path);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than a narrow screen");
        }

        Assert.Empty(complaints);
    }

    [Fact(Timeout = 120_000)]
    public async Task Keys_lead_to_the_pages_and_help_names_them()
    {
        await using var dashboard = await StartAsync();
        var page = await fixture.PageAsync();
        await OpenAsync(page, dashboard, "/");
        foreach (var (key, heading) in ((string, string)[])[("t", "Traces"), ("i", "Invocations"), ("e", "Edge"), ("p", "Compare"), ("r", "Resources")])
        {
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(heading);
            await Assertions.Expect(page.Locator("#live.on")).ToBeVisibleAsync();
        }

        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#keys")).ToContainTextAsync("Fold or unfold it");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#keys")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("trp");
        await Assertions.Expect(page.Locator("input[type=search]")).ToHaveValueAsync("trp");
    }

    [Fact(Timeout = 120_000)]
    public async Task The_theme_is_chosen_and_kept()
    {
        await using var dashboard = await StartAsync();
        var page = await fixture.PageAsync();
        await OpenAsync(page, dashboard, "/");
        await page.Locator("#theme").ClickAsync();
        await page.Locator("#theme").ClickAsync();

        await OpenAsync(page, dashboard, "/traces");

        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Assertions.Expect(page.Locator("#theme")).ToHaveTextAsync("dark");
    }

    [Fact(Timeout = 120_000)]
    public async Task The_spans_of_a_trace_are_walked_opened_and_folded_by_keys()
    {
        await using var dashboard = await StartAsync();
        var page = await fixture.PageAsync();
        await OpenAsync(page, dashboard, $"/traces/{SampleTrace.ColdStart(1, Spans.Start).TraceId}");

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Locator(".wf-row[data-span] a[data-swap]").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("aside.pane")).ToContainTextAsync("Self time");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("aside.pane")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Collapse all" }).ClickAsync();
        await Assertions.Expect(page.Locator(".wf-row[data-span]:visible")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator(".wf-row[data-span]:visible")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Expand all" }).ClickAsync();
        await Assertions.Expect(page.Locator(".wf-row[data-span]:visible")).ToHaveCountAsync(13);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_value_that_was_asked_for_stays_when_the_page_updates_itself()
    {
        await using var dashboard = await StartAsync();
        var page = await fixture.PageAsync();
        await OpenAsync(page, dashboard, "/?show=web");
        await Assertions.Expect(page.GetByText("v-a-l-u-e")).ToBeHiddenAsync();
        await page.GetByText("show", new() { Exact = true }).ClickAsync();

        dashboard.Board.Update(Web(dashboard) with { State = "Stopping" });

        await Assertions.Expect(page.Locator("aside.pane")).ToContainTextAsync("Stopping");
        await Assertions.Expect(page.GetByText("v-a-l-u-e")).ToBeVisibleAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_comparison_is_begun_shown_and_what_is_wrong_is_told()
    {
        await using var dashboard = await StartAsync();
        var page = await fixture.PageAsync();
        await OpenAsync(page, dashboard, "/compare");
        await page.GetByLabel("Requests for each").FillAsync("5");
        var compare = page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).First;
        await compare.ClickAsync();
        await Assertions.Expect(page.Locator("#runs")).ToContainTextAsync("10 of 10 requests");

        await page.GetByLabel("Path").FillAsync("//evil.example/");
        await compare.ClickAsync();
        await Assertions.Expect(page.Locator("main > .outcome.bad")).ToContainTextAsync("begin it with one /");
    }

    private static ResourceRow Web(RunningDashboard dashboard) => new()
    {
        Name = "web",
        Type = "Project",
        State = "Running",
        Urls = [new ResourceLink("http", dashboard.Server.Url.ToString())],
        Environment = [new ResourceVariable("PLAIN", "v-a-l-u-e")],
    };

    private static async Task<RunningDashboard> StartAsync()
    {
        Assert.SkipUnless(File.Exists(BrowserFixture.Chromium), $"{BrowserFixture.Chromium} is not installed.");
        var dashboard = await RunningDashboard.StartAsync();
        dashboard.Board.Update(Web(dashboard));
        dashboard.Board.Update(Web(dashboard) with { Name = "url", Type = "Function URL", Relations = [new ResourceRelation("Reference", "web")] });
        await dashboard.SendAsync(SampleTrace.ColdStart(1, Spans.Start).Request);
        return dashboard;
    }

    private static List<string> Listen(IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        return complaints;
    }

    private static async Task OpenAsync(IPage page, RunningDashboard dashboard, string path)
    {
        await page.GotoAsync(new Uri(dashboard.Server.Url, path).ToString()).WaitAsync(TestContext.Current.CancellationToken);
        await Assertions.Expect(page.Locator("#live.on")).ToBeVisibleAsync();
    }
}
