using System.Net.Http.Headers;
using RvWeb.Edge.Warnings;
using RvWeb.Tests.Edge.Origins;
using static RvWeb.Tests.Edge.Foreign.ForeignStacks;

namespace RvWeb.Tests.Edge.Foreign;

/// <summary>The same templates, served.</summary>
public sealed class ForeignServingTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task A_static_site_has_clean_addresses_and_an_app_for_what_is_missing()
    {
        await using var origin = await EchoAsync();
        await using var edge = await RunningEdge.StartAsync(Read(StaticSite), [$"SiteBucket397A1860={origin.Url}"]);

        Assert.Equal("origin GET /docs/index.html", Asked(await edge.GetAsync("/docs")));
        Assert.Equal("origin GET /index.html", Asked(await edge.GetAsync("/")));
        var missing = await edge.GetAsync("/missing.css");
        Assert.Equal((200, "origin GET /index.html"), (missing.Status, Asked(missing)));
        Assert.Equal("max-age=63072000; includeSubDomains", missing.Headers["Strict-Transport-Security"]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_serverless_site_and_its_api_are_asked_below_their_paths()
    {
        await using var site = await EchoAsync("site");
        await using var api = await EchoAsync("api");
        await using var edge = await RunningEdge.StartAsync(Read(Serverless), [$"SiteBucket={site.Url}", $"RestApi={api.Url}"]);

        Assert.Equal("site GET /release-7/about", Asked(await edge.GetAsync("/about?utm=1")));
        Assert.Equal("Hit from cloudfront", (await edge.GetAsync("/about?utm=2")).Headers["X-Cache"]);
        var order = await edge.GetAsync("/api/orders?id=7", ("Cookie", "session=s"), ("Authorization", "t"));
        Assert.Equal("api GET /prod/api/orders?id=7", Asked(order));
        Assert.Contains("Cookie: session=s", order.Body, StringComparison.Ordinal);
        Assert.Contains("Authorization: t", order.Body, StringComparison.Ordinal);
        Assert.Equal("Miss from cloudfront", (await edge.GetAsync("/api/orders?id=7", ("Cookie", "session=s"), ("Authorization", "t"))).Headers["X-Cache"]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_bucket_that_lacks_an_object_is_followed_by_the_next_of_its_group()
    {
        await using var shop = await EchoAsync("shop");
        await using var first = await RunningOrigin.SayingAsync("none", status: 403);
        await using var second = await EchoAsync("copy");
        await using var edge = await RunningEdge.StartAsync(
            Read(BalancerAndBucket), [$"Balancer1AB1D6F7={shop.Url}", $"Uploads9E0D7C1B={first.Url}", $"UploadsCopy41F6A2E0={second.Url}"]);

        Assert.Equal("copy GET /uploads/a.jpg", Asked(await edge.GetAsync("/uploads/a.jpg")));
        Assert.Equal(1, first.Fetches);
        var page = await edge.GetAsync("/shoes?utm_source=x&size=42", ("Cookie", "currency=EUR; _ga=1"), ("Accept-Language", "de"));
        Assert.Equal("shop GET /shoes?utm_source=x&size=42", Asked(page));
        Assert.DoesNotContain("X-Origin-Verify", page.Body, StringComparison.Ordinal);
        Assert.Equal("Hit from cloudfront", (await edge.GetAsync("/shoes?size=42", ("Cookie", "currency=EUR; _ga=2"), ("Accept-Language", "de"))).Headers["X-Cache"]);
        Assert.Equal("Miss from cloudfront", (await edge.GetAsync("/shoes?size=42", ("Cookie", "currency=USD"), ("Accept-Language", "de"))).Headers["X-Cache"]);
    }

    [Fact(Timeout = Limit)]
    public async Task Apis_are_found_by_path_and_an_unknown_key_is_not_sent()
    {
        await using var orders = await EchoAsync("orders");
        await using var others = await EchoAsync("others");
        await using var edge = await RunningEdge.StartAsync(Read(ApiGateway), [$"HttpApi={orders.Url}", others.Url]);

        Assert.Equal("orders GET /items", Asked(await edge.GetAsync("/items", ("Authorization", "a"))));
        Assert.Equal("Hit from cloudfront", (await edge.GetAsync("/items", ("Authorization", "a"))).Headers["X-Cache"]);
        Assert.Equal("Miss from cloudfront", (await edge.GetAsync("/items", ("Authorization", "b"))).Headers["X-Cache"]);
        var bill = await edge.GetAsync("/billing/7");
        Assert.Equal("others GET /v1/billing/7", Asked(bill));
        Assert.DoesNotContain("x-api-key", bill.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("others GET /legacy/a", Asked(await edge.GetAsync("/legacy/a")));
        Assert.Equal("orders GET /legacy/ab", Asked(await edge.GetAsync("/legacy/ab")));
    }

    [Fact(Timeout = Limit)]
    public async Task A_function_url_behind_access_control_wants_hashes_and_redirects_come_from_the_store()
    {
        var folder = Directory.CreateTempSubdirectory("foreign-");
        try
        {
            var stores = new Dictionary<string, string> { ["Redirects5A4B3C2D"] = StoreFile(folder.FullName, "/old", "/new") };
            await using var origin = await EchoAsync();
            await using var edge = await RunningEdge.StartAsync(Read(FunctionUrl), [$"Handler886CB40B={origin.Url}"], stores: stores);
            edge.Viewer.DefaultRequestHeaders.Clear();

            Assert.Contains("x-viewer-host: ", (await edge.GetAsync("/page")).Body, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(403, (await edge.SendAsync(HttpMethod.Post, "/form", new StringContent("x", (MediaTypeHeaderValue?)null))).Status);
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = edge.Viewer.BaseAddress };
            using var moved = await client.GetAsync(new Uri("/old", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((301, "/new"), ((int)moved.StatusCode, moved.Headers.Location?.OriginalString));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Visitors_of_a_blog_share_pages_and_authors_do_not()
    {
        await using var origin = await EchoAsync("blog");
        await using var edge = await RunningEdge.StartAsync(Read(WordPress), [origin.Url]);

        await edge.GetAsync("/post", ("Cookie", "_ga=1"));
        Assert.Equal("Hit from cloudfront", (await edge.GetAsync("/post", ("Cookie", "_ga=2"))).Headers["X-Cache"]);
        var author = await edge.GetAsync("/post", ("Cookie", "wordpress_logged_in_9f=ann; _ga=2"));
        Assert.Equal("Miss from cloudfront", author.Headers["X-Cache"]);
        Assert.Contains("Cookie: wordpress_logged_in_9f=ann", author.Body, StringComparison.Ordinal);
        await edge.GetAsync("/shop/cart", ("Cookie", "wordpress_logged_in_9f=ann"));
        Assert.Equal("Hit from cloudfront", (await edge.GetAsync("/shop/cart", ("Cookie", "wordpress_logged_in_9f=bob"))).Headers["X-Cache"]);
        Assert.Contains(edge.Service<Accidents>().All(), accident => (accident.Behavior, accident.Kind) == ("shop/*", AccidentKinds.WildcardInPolicy));
        await edge.GetAsync("/wp-admin/");
        Assert.Equal("Miss from cloudfront", (await edge.GetAsync("/wp-admin/")).Headers["X-Cache"]);
        await edge.GetAsync("/wp-content/a.css", ("Cookie", "wordpress_logged_in_9f=ann"));
        Assert.Equal("Hit from cloudfront", (await edge.GetAsync("/wp-content/a.css")).Headers["X-Cache"]);
    }
}
