using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Lambda.Framework;

public abstract class RequestTimeoutTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : RequestTimeoutTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : RequestTimeoutTests(TestedHost.Function);

    [Fact(Timeout = 10_000)]
    public async Task A_handler_that_takes_too_long_is_cancelled_and_answered_504()
    {
        await using var app = await host.StartAsync(
            builder => builder.Services.AddRequestTimeouts(),
            app =>
            {
                app.UseRequestTimeouts();
                app.MapGet("/slow", async (HttpContext context) =>
                {
                    await Task.Delay(Timeout.Infinite, context.RequestAborted);
                    return "late";
                }).WithRequestTimeout(TimeSpan.FromMilliseconds(20));
                app.MapGet("/next", (HttpContext context) => $"{context.RequestAborted.IsCancellationRequested}");
            });

        var slow = await app.SendAsync(FrameworkApp.Get("/slow"));

        Assert.Equal(504, slow.Status);
        Assert.Equal("False", (await app.SendAsync(FrameworkApp.Get("/next"))).Text());
    }
}
