using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace RvWeb.Tests.ServiceDefaults;

public sealed class CacheAtEdgeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static async Task<string?> CacheControlOfAsync(Action<HttpContext> answer, TimeSpan? staleIfError = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/", (HttpContext context) =>
        {
            answer(context);
            return Task.CompletedTask;
        }).CacheAtEdge(60 * Second, staleWhileRevalidate: 30 * Second, staleIfError);
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var client = app.GetTestClient();
        using var response = await client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        return response.Headers.TryGetValues("Cache-Control", out var values) ? Assert.Single(values) : null;
    }

    [Fact]
    public async Task A_success_says_how_long_it_may_be_kept() =>
        Assert.Equal("max-age=60, stale-while-revalidate=30", await CacheControlOfAsync(_ => { }));

    [Fact]
    public async Task Stale_if_error_is_sent_when_asked_for() => Assert.Equal(
        "max-age=60, stale-while-revalidate=30, stale-if-error=3600", await CacheControlOfAsync(_ => { }, 3600 * Second));

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task An_error_says_nothing(int status) =>
        Assert.Null(await CacheControlOfAsync(context => context.Response.StatusCode = status));

    [Fact]
    public async Task An_answer_that_sets_a_cookie_says_nothing() =>
        Assert.Null(await CacheControlOfAsync(context => context.Response.Cookies.Append("session", "1")));

    [Fact]
    public async Task The_endpoints_own_words_stand() =>
        Assert.Equal("private", await CacheControlOfAsync(context => context.Response.Headers.CacheControl = "private"));

    [Theory]
    [InlineData(-1)]
    [InlineData(0.5)]
    public void Only_whole_seconds_are_taken(double seconds)
    {
        using var app = WebApplication.CreateSlimBuilder().Build();

        Assert.Throws<ArgumentOutOfRangeException>(
            () => app.MapGet("/", () => "").CacheAtEdge(TimeSpan.FromSeconds(seconds), Second));
    }
}
