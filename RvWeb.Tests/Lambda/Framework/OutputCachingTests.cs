using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Lambda.Framework;

public abstract class OutputCachingTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : OutputCachingTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : OutputCachingTests(TestedHost.Function);

    private int _calls;

    private Task<FrameworkApp> StartAsync(bool streams = false) => host.StartAsync(
        builder => builder.Services.AddOutputCache(),
        app =>
        {
            app.UseOutputCache();
            app.MapGet("/number", () => Interlocked.Increment(ref _calls)).CacheOutput(policy => policy.Expire(TimeSpan.FromMinutes(1)).SetVaryByQuery("a"));
            app.MapGet("/bytes", (HttpResponse response) =>
            {
                Interlocked.Increment(ref _calls);
                response.Headers.ETag = "\"1\"";
                return Results.Bytes(new byte[] { 0, 0xFF, 0x80 }, "image/png");
            }).CacheOutput();
        },
        settings => settings with { StreamsResponses = streams });

    [Fact(Timeout = 10_000)]
    public async Task A_second_invocation_is_answered_from_the_cache()
    {
        await using var app = await StartAsync();
        var first = await app.SendAsync(FrameworkApp.Get("/number"));

        var second = await app.SendAsync(FrameworkApp.Get("/number"));

        Assert.Equal(("1", null, "1", "0"), (first.Text(), first.Header("age"), second.Text(), second.Header("age")));
        Assert.Equal(1, _calls);
    }

    [Fact(Timeout = 10_000)]
    public async Task An_answer_out_of_the_cache_is_the_same_byte_for_byte()
    {
        await using var app = await StartAsync();
        await app.SendAsync(FrameworkApp.Get("/bytes"));

        var second = await app.SendAsync(FrameworkApp.Get("/bytes"));

        Assert.Equal([0, 0xFF, 0x80], second.Body);
        Assert.Equal(("image/png", 1), (second.Header("content-type"), _calls));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_streamed_answer_is_cached_too()
    {
        await using var app = await StartAsync(streams: true);
        await app.StreamAsync(FrameworkApp.Get("/bytes"));

        var second = await app.StreamAsync(FrameworkApp.Get("/bytes"));

        Assert.Equal([0, 0xFF, 0x80], second.Body);
        Assert.Equal(("0", 1), (second.Header("age"), _calls));
    }

    [Fact(Timeout = 10_000)]
    public async Task What_it_varies_by_is_another_entry()
    {
        await using var app = await StartAsync();
        await app.SendAsync(FrameworkApp.Get("/number", "a=1"));

        Assert.Equal("2", (await app.SendAsync(FrameworkApp.Get("/number", "a=2"))).Text());
        Assert.Equal("1", (await app.SendAsync(FrameworkApp.Get("/number", "a=1&b=2"))).Text());
    }

    [Fact(Timeout = 10_000)]
    public async Task A_client_that_has_it_gets_304()
    {
        await using var app = await StartAsync();
        await app.SendAsync(FrameworkApp.Get("/bytes"));

        var answer = await app.SendAsync(FrameworkApp.Get("/bytes").With("if-none-match", "\"1\""));

        Assert.Equal((304, 0, 1), (answer.Status, answer.Body.Length, _calls));
    }
}
