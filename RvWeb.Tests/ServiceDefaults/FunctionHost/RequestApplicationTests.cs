using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Tests.Lambda.Framework;

namespace RvWeb.Tests.ServiceDefaults.FunctionHost;

public abstract class RequestApplicationTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : RequestApplicationTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : RequestApplicationTests(TestedHost.Function);

    private readonly ConcurrentQueue<string> _seen = [];

    [Fact(Timeout = 10_000)]
    public async Task The_context_is_accessible_during_its_request_only()
    {
        HttpContext? Kept(IHttpContextAccessor accessor) => accessor.HttpContext;
        var later = new TaskCompletionSource();
        var after = Task.CompletedTask;
        await using var app = await host.StartAsync(
            builder => builder.Services.AddHttpContextAccessor(),
            app => app.MapGet("/{name}", (HttpContext context, IHttpContextAccessor accessor) =>
            {
                after = Task.Run(async () =>
                {
                    await later.Task;
                    _seen.Enqueue($"{Kept(accessor) is null}");
                });
                return ReferenceEquals(accessor.HttpContext, context) ? accessor.HttpContext!.Request.Path.Value : "other";
            }));

        var answer = await app.SendAsync(FrameworkApp.Get("/a"));
        await app.Lambda.NextAskedAsync(2);
        later.SetResult();
        await after;

        Assert.Equal("/a", answer.Text());
        Assert.Equal(["True"], _seen);
    }

    [Fact(Timeout = 10_000)]
    public async Task Each_request_has_a_scope_of_its_own_that_ends_with_it()
    {
        await using var app = await host.StartAsync(
            builder => builder.Services.AddScoped(_ => new Scoped(_seen)),
            app => app.MapGet("/{name}", (HttpContext context, Scoped first, string name) =>
            {
                first.Name = name;
                return $"{ReferenceEquals(first, context.RequestServices.GetRequiredService<Scoped>())}";
            }));

        Assert.Equal("True", (await app.SendAsync(FrameworkApp.Get("/a"))).Text());
        Assert.Equal("True", (await app.SendAsync(FrameworkApp.Get("/b"))).Text());
        await app.Lambda.NextAskedAsync(3);

        Assert.Equal(["a disposed", "b disposed"], _seen);
    }

    private sealed class Scoped(ConcurrentQueue<string> seen) : IDisposable
    {
        public string Name { get; set; } = "";

        public void Dispose() => seen.Enqueue(Name + " disposed");
    }
}
