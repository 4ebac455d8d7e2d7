using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Lambda.Framework;

public abstract class SessionTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : SessionTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : SessionTests(TestedHost.Function);

    private Task<FrameworkApp> StartAsync() => host.StartAsync(
        builder => builder.Services.AddDistributedMemoryCache().AddSession(),
        app =>
        {
            app.UseSession();
            app.MapGet("/", (HttpContext context) =>
            {
                var count = (context.Session.GetInt32("count") ?? 0) + 1;
                context.Session.SetInt32("count", count);
                return count;
            });
        });

    [Fact(Timeout = 10_000)]
    public async Task A_session_goes_on_in_the_next_invocation()
    {
        await using var app = await StartAsync();
        var first = await app.SendAsync(FrameworkApp.Get("/"));

        var second = await app.SendAsync(FrameworkApp.Get("/").WithCookies(first.Cookies));

        Assert.Equal(("1", "2"), (first.Text(), second.Text()));
    }

    [Fact(Timeout = 10_000)]
    public async Task Nothing_of_a_session_is_left_for_who_has_no_cookie()
    {
        await using var app = await StartAsync();
        await app.SendAsync(FrameworkApp.Get("/"));

        Assert.Equal("1", (await app.SendAsync(FrameworkApp.Get("/"))).Text());
    }
}
