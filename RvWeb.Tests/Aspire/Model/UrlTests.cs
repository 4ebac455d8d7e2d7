using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Showing;
using RvWeb.Dashboard;

namespace RvWeb.Tests.Aspire.Model;

public sealed class UrlTests : IAsyncDisposable
{
    private const int Limit = 60_000;

    private readonly ShellApplication _application = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Addresses_have_texts_paths_places_and_an_order()
    {
        var server = _application.Shell("server", "exec sleep 1000").WithHttpEndpoint().WithHttpEndpoint(name: "admin");
        var http = server.GetEndpoint("http");
        server.WithUrl("https://example.org/docs", "Docs")
            .WithUrl($"{http}/swagger", "Swagger")
            .WithUrlForEndpoint("http", url => (url.DisplayText, url.Url) = ("Home", "/home?x=1"))
            .WithUrlForEndpoint("admin", url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
            .WithUrlForEndpoint("http", endpoint => new ResourceUrlAnnotation { Url = "health", DisplayText = "Health", DisplayOrder = 10 })
            .WithUrlForEndpoint("missing", endpoint => new ResourceUrlAnnotation { Url = "/never" })
            .WithUrls(context => context.Urls.Add(new ResourceUrlAnnotation { Url = context.GetEndpoint("admin")!.Url + "/x", DisplayOrder = -1 }));

        var (home, admin) = (server.GetEndpoint("http"), server.GetEndpoint("admin"));
        await _application.StartAsync(Token);
        var row = DashboardFeed.Row(await _application.Notifications.WaitForResourceHealthyAsync("server", Token));

        Assert.Equal(
            [
                new ResourceLink("http", home.Url + "/health") { Text = "Health" },
                new ResourceLink("http", home.Url + "/home?x=1") { Text = "Home" },
                new ResourceLink("admin", admin.Url) { IsDetail = true },
                new ResourceLink("", "https://example.org/docs") { Text = "Docs" },
                new ResourceLink("", home.Url + "/swagger") { Text = "Swagger" },
                new ResourceLink("", admin.Url + "/x"),
            ],
            row.Urls);
    }

    [Fact(Timeout = Limit)]
    public async Task Addresses_can_be_removed_and_awaited()
    {
        _application.Shell("server", "exec sleep 1000").WithHttpEndpoint().WithUrls(context => context.Urls.Clear())
            .WithUrls(async context =>
            {
                await Task.Yield();
                context.Urls.Add(new ResourceUrlAnnotation { Url = $"http://{context.Resource.Name}" });
            });

        await _application.StartAsync(Token);
        var state = await _application.Notifications.WaitForResourceHealthyAsync("server", Token);

        Assert.Equal([new UrlSnapshot(null, "http://server", IsInternal: false)], state.Snapshot.Urls);
    }

    [Fact(Timeout = Limit)]
    public async Task A_resource_of_the_applications_own_type_looks_as_it_says_and_a_hidden_one_is_marked()
    {
        var custom = _application.Builder.AddResource(new Custom("bucket")).WithHidden().WithUrl("https://example.org").WithInitialState(new CustomResourceSnapshot
        {
            ResourceType = "Bucket",
            Properties = [new ResourcePropertySnapshot("Size", 3)],
            State = KnownResourceStates.Active,
        });
        _application.Shell("waits", "echo done").WaitForStart(custom);

        await _application.StartAsync(Token);
        var before = await _application.Notifications.WaitForResourceAsync("bucket", update => update.Snapshot.State?.Text == KnownResourceStates.Active, Token);
        await _application.Notifications.PublishUpdateAsync(custom.Resource, snapshot => snapshot with { State = KnownResourceStates.Running });
        await _application.WroteAsync("waits", "done", Token);

        Assert.Equal(("Bucket", true, "https://example.org"), (before.Snapshot.ResourceType, before.Snapshot.IsHidden, before.Snapshot.Urls[0].Url));
        Assert.True(DashboardFeed.Row(before).IsHidden);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private sealed class Custom(string name) : Resource(name);
}
