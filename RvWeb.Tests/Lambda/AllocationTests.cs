using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using RvWeb.Lambda.Server;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Tests.Lambda;

/// <summary>What an invocation costs beyond ASP.NET Core, measured with an app that allocates nothing itself.</summary>
public sealed class AllocationTests
{
    /// <summary>Answers by the features alone; counts what its thread has allocated from one request to the next.</summary>
    private sealed class BareApplication : IHttpApplication<IFeatureCollection>
    {
        private long _before;

        /// <summary>How many invocations in a row have cost nothing.</summary>
        public int Free { get; private set; }

        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
        }

        public Task ProcessRequestAsync(IFeatureCollection context)
        {
            var now = GC.GetAllocatedBytesForCurrentThread();
            Free = now == _before ? Free + 1 : 0;
            _ = context.Get<IHttpRequestFeature>()!.Path;
            context.Get<IHttpResponseFeature>()!.Headers.ContentType = "text/plain";
            var writer = context.Get<IHttpResponseBodyFeature>()!.Writer;
            "hello"u8.CopyTo(writer.GetSpan(5));
            writer.Advance(5);
            _before = GC.GetAllocatedBytesForCurrentThread();
            return Task.CompletedTask;
        }
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => new(canceled: true);
        public CancellationToken ApplicationStopping => CancellationToken.None;
        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(SampleEvents.Names), MemberType = typeof(SampleEvents))]
    public async Task After_the_first_invocations_nothing_of_ours_is_made_anew(string sample)
    {
        // The first invocations fill what is kept, and run code that the JIT compiler has not yet optimized.
        const int Enough = 50, Most = 50_000;
        await using var lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        var application = new BareApplication();
        using var server = new LambdaServer(
            lambda.Settings, new InitTimeline(TimeProvider.System, null), new Lifetime(), TimeProvider.System, NullLogger<LambdaServer>.Instance);

        await server.StartAsync(application, TestContext.Current.CancellationToken);
        for (var i = 0; i < Most && application.Free < Enough; i++)
        {
            lambda.Queue(SampleEvents.Read(sample), $"00000000-0000-0000-0000-{i:d12}");
            await lambda.AnswerAsync();
        }

        await server.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(application.Free >= Enough, $"After {Most} invocations they still allocate.");
    }
}
