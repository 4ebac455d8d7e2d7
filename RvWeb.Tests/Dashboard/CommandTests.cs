using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using RvWeb.Dashboard;

namespace RvWeb.Tests.Dashboard;

public sealed class CommandTests
{
    private const string Chromium = "/usr/bin/chromium";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_posts_a_command_and_gets_its_outcome()
    {
        await using var dashboard = await StartAsync((resource, command, _) => Task.FromResult(new CommandOutcome(true, $"{command} of {resource}", "text")));

        using var response = await dashboard.Client.PostAsync("/api/resources/my%20app/commands/purge", content: null, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"success":true,"message":"purge of my app","text":"text"}""", Compact(await response.Content.ReadAsStringAsync(Token)));
    }

    [Fact]
    public async Task A_failed_command_is_a_conflict_and_its_reason_stands_on_the_page()
    {
        await using var dashboard = await StartAsync((_, _, _) => Task.FromResult(new CommandOutcome(false, "<b>no</b>")));

        using var response = await dashboard.Client.PostAsync("/api/resources/my%20app/commands/purge", content: null, Token);
        var page = await dashboard.PageAsync("/?show=my%20app");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("&lt;b&gt;no&lt;/b&gt;", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/resources/my%20app/commands/purg")]
    [InlineData("/api/resources/other/commands/purge")]
    [InlineData("/resources/other/commands/purge")]
    public async Task What_there_is_not_is_not_found(string path)
    {
        await using var dashboard = await StartAsync((_, _, _) => throw new InvalidOperationException("executed"));

        using var response = await dashboard.Client.PostAsync(path, content: null, Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no command", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("http://localhost:1")]
    public async Task Another_site_can_execute_nothing(string origin)
    {
        var executed = false;
        await using var dashboard = await StartAsync((_, _, _) =>
        {
            executed = true;
            return Task.FromResult(new CommandOutcome(true, null));
        });

        foreach (var path in (string[])["/api/resources/my%20app/commands/purge", "/resources/my%20app/commands/purge"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { "Origin", origin } } };
            using var response = await dashboard.Client.SendAsync(request, Token);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Assert.False(executed);
    }

    [Fact]
    public async Task A_read_executes_nothing()
    {
        await using var dashboard = await StartAsync((_, _, _) => throw new InvalidOperationException("executed"));

        using var response = await dashboard.Client.GetAsync("/api/resources/my%20app/commands/purge", Token);

        Assert.False(response.IsSuccessStatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_button_asks_executes_and_shows_how_it_ended()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed.");
        await using var dashboard = await StartAsync((_, _, _) => Task.FromResult(new CommandOutcome(true, "Three entries are removed.")));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--headless", "--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync();
        var asked = new List<string>();
        page.Dialog += (_, dialog) =>
        {
            asked.Add(dialog.Message);
            _ = dialog.AcceptAsync();
        };

        await page.GotoAsync(dashboard.Server.Url.ToString()).WaitAsync(Token);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Purge" })).ToBeEnabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Purge" }).ClickAsync();

        await Assertions.Expect(page.Locator("aside .outcome")).ToContainTextAsync("Three entries are removed.");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Closed" })).ToBeDisabledAsync();
        Assert.Equal(["Really?"], asked);
    }

    private static async Task<RunningDashboard> StartAsync(Func<string, string, CancellationToken, Task<CommandOutcome>> execute)
    {
        var dashboard = await RunningDashboard.StartAsync(execute);
        dashboard.Board.Update(new ResourceRow
        {
            Name = "my app",
            Type = "Project",
            Commands =
            [
                new ResourceCommand("purge", "Purge") { IsHighlighted = true, Confirmation = "Really?" },
                new ResourceCommand("closed", "Closed") { IsEnabled = false },
            ],
        });
        return dashboard;
    }

    private static string Compact(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement);
    }
}
