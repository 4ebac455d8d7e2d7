using System.Net;
using RvWeb.Dashboard;
using RvWeb.Dashboard.Resources;

namespace RvWeb.Tests.Dashboard.Pages;

public sealed class ResourcesPageTests
{
    private static readonly ResourceRow[] Rows =
    [
        new() { Name = "web", Type = "Project", Source = "/app/web.csproj", State = "Running", StateStyle = "success", Health = "Healthy" },
        new() { Name = "service", Type = "Lambda service", State = "Running" },
        new() { Name = "function", Type = "Lambda function", Parent = "service", Source = "/app/web.csproj", State = "Running" },
        new() { Name = "url", Type = "Function URL", Parent = "function", State = "Running" },
        new()
        {
            Name = "edge", Type = "CloudFront distribution", State = "Exited", StateStyle = "error", Relations = [new ResourceRelation("Origin", "url")],
            HealthChecks = [new ResourceHealthCheck("check", "Unhealthy", "GET / gave 500.", Spans.Start)],
            Environment = [new ResourceVariable("PLAIN", "v-a-l-u-e"), new ResourceVariable("ODD", "a \"b\" $c\nd"), new ResourceVariable("KEY", null)],
        },
        new() { Name = "greeting", Type = "Parameter", Source = "hello", State = "Running" },
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_graph_leads_from_the_edge_over_the_url_and_the_function_to_the_app()
    {
        var graph = ResourceGraph.Of(Rows);

        var columns = graph.Nodes.GroupBy(node => node.X).OrderBy(column => column.Key).Select(column => string.Join(',', column.Select(node => node.Row.Name).Order(StringComparer.Ordinal)));
        Assert.Equal(["edge", "url", "function", "service,web"], columns);
        Assert.Contains(graph.Edges, edge => (edge.From.Row.Name, edge.To.Row.Name, edge.Type) == ("edge", "url", "Origin"));
        Assert.Contains(graph.Edges, edge => (edge.From.Row.Name, edge.To.Row.Name, edge.Type) == ("function", "web", ResourceGraph.SameProject));
        Assert.Equal(graph.Nodes.Count, graph.Nodes.Select(node => (node.X, node.Y)).Distinct().Count());
    }

    [Fact]
    public void Resources_in_a_cycle_are_drawn()
    {
        var graph = ResourceGraph.Of(
            [new() { Name = "a", Type = "X", Parent = "b" }, new() { Name = "b", Type = "X", Relations = [new("Reference", "a"), new("Reference", "nobody"), new("Reference", "b")] }]);

        Assert.Equal((2, 2), (graph.Nodes.Count, graph.Edges.Count));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_graph_is_drawn_by_the_server_and_leads_to_the_details()
    {
        await using var dashboard = await StartAsync();

        var page = await dashboard.PageAsync("/?view=graph");

        Assert.Contains("href=\"/?view=graph&amp;show=edge\"", page, StringComparison.Ordinal);
        Assert.Contains("class=\"node error", page, StringComparison.Ordinal);
        Assert.DoesNotContain("greeting", page, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("text=fun", "function")]
    [InlineData("type=Project", "web")]
    [InlineData("state=Exited", "edge")]
    [InlineData("health=Healthy", "web")]
    [InlineData("text=FUNCTION&type=Project", "")]
    public async Task Resources_are_filtered(string query, string shown)
    {
        await using var dashboard = await StartAsync();

        var page = await dashboard.PageAsync("/?" + query);

        Assert.Equal(shown, string.Join(' ', Rows.Select(row => row.Name).Where(name => page.Contains($"show={name}\"", StringComparison.Ordinal))));
    }

    [Fact(Timeout = 60_000)]
    public async Task Parameters_have_a_table_of_their_own()
    {
        await using var dashboard = await StartAsync();

        var page = await dashboard.PageAsync("/?view=parameters");

        Assert.Contains("Parameters:greeting", page, StringComparison.Ordinal);
        Assert.Contains("hello</td>", page, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Details_show_references_checks_and_values_that_are_asked_for_but_never_a_secret()
    {
        await using var dashboard = await StartAsync();

        var edge = (await dashboard.PageAsync("/?show=edge")).Split("<aside")[1];
        var url = (await dashboard.PageAsync("/?show=url")).Split("<aside")[1];

        Assert.Contains("GET / gave 500.", edge, StringComparison.Ordinal);
        Assert.Contains("last run", edge, StringComparison.Ordinal);
        Assert.Contains("href=\"/?show=url\"", edge, StringComparison.Ordinal);
        Assert.Contains("<u>show</u></span></summary><span>v-a-l-u-e</span></details>", edge, StringComparison.Ordinal);
        Assert.Contains("•••••• secret", edge, StringComparison.Ordinal);
        Assert.Contains("href=\"/?show=edge\"", url, StringComparison.Ordinal);
        Assert.Contains("Child", (await dashboard.PageAsync("/?show=service")).Split("<aside")[1], StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_resource_is_exported_as_json_and_its_environment_as_a_file()
    {
        await using var dashboard = await StartAsync();

        var json = await dashboard.JsonAsync("/resources/edge/json");
        var environment = await dashboard.PageAsync("/resources/edge/env");
        using var nobody = await dashboard.Client.GetAsync("/resources/nobody/env", Token);

        Assert.Equal("url", json.GetProperty("relations")[0].GetProperty("resource").GetString());
        Assert.True(json.GetProperty("environment")[2].GetProperty("isSecret").GetBoolean());
        Assert.Equal("PLAIN=v-a-l-u-e\nODD=\"a \\\"b\\\" \\$c\\nd\"\n# KEY is secret\n", environment);
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("dark", "data-theme=\"dark\"")]
    [InlineData("\"><script>", "<html lang=\"en\">")]
    public async Task The_theme_comes_from_its_cookie_and_nothing_else_does(string cookie, string expected)
    {
        await using var dashboard = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", $"rvweb_theme={cookie}" } } };

        using var response = await dashboard.Client.SendAsync(request, Token);

        Assert.Contains(expected, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static async Task<RunningDashboard> StartAsync()
    {
        var dashboard = await RunningDashboard.StartAsync();
        foreach (var row in Rows)
            dashboard.Board.Update(row);
        return dashboard;
    }
}
