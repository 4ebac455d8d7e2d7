using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RvWeb.Tests.Lambda.Framework;

namespace RvWeb.Tests.Lambda;

/// <summary>What an invocation costs with the function's own host around the app, whose handler allocates nothing itself.</summary>
public sealed class HostAllocationTests
{
    private long _before;
    private int _free;
    private HttpContext? _context;
    private int _contexts;

    private Task AnswerAsync(HttpContext context)
    {
        var now = GC.GetAllocatedBytesForCurrentThread();
        _free = now == _before ? _free + 1 : 0;
        _contexts += ReferenceEquals(context, _context) ? 0 : 1;
        _context = context;
        // The context's own Request and Response would be asked for their features anew: that is the framework's.
        context.Features.Get<IHttpResponseFeature>()!.Headers.ContentType = "text/plain";
        var writer = context.Features.Get<IHttpResponseBodyFeature>()!.Writer;
        "hello"u8.CopyTo(writer.GetSpan(5));
        writer.Advance(5);
        _before = GC.GetAllocatedBytesForCurrentThread();
        return Task.CompletedTask;
    }

    [Fact(Timeout = 60_000)]
    public async Task After_the_first_invocations_the_host_makes_nothing_anew()
    {
        // As in AllocationTests: until what is kept is there and the JIT compiler has optimized.
        const int Enough = 50, Most = 50_000;
        await using var app = await TestedHost.Function.StartAsync(
            _ => { }, app => app.Use(_ => AnswerAsync));
        var sent = SampleEvents.Read("function-url");

        for (var i = 0; i < Most && _free < Enough; i++)
        {
            app.Lambda.Queue(sent, $"00000000-0000-0000-0000-{i:d12}");
            await app.Lambda.AnswerAsync();
        }

        Assert.True(_free >= Enough, $"After {Most} invocations they still allocate.");
        Assert.Equal(1, _contexts);
    }
}
