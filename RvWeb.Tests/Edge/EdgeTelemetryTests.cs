using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge;

public sealed class EdgeTelemetryTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task One_trace_leads_from_the_viewer_over_the_edge_to_the_origin()
    {
        var received = new TaskCompletionSource<string>();
        using var spans = new SpanWatch("/trace");
        await using var edge = await EdgeHarness.StartAsync(context =>
        {
            received.TrySetResult(context.Request.Headers.TraceParent.ToString());
            return context.Response.WriteAsync("x", context.RequestAborted);
        }, cancellationToken: TestContext.Current.CancellationToken);

        await edge.GetAsync("/trace", ("traceparent", $"00-{Trace}-b7ad6b7169203331-01"));
        await edge.StopEdgeAsync();

        var server = Assert.Single(spans.Spans, span => span.Kind == ActivityKind.Server);
        var client = Assert.Single(spans.Spans, span => span.Kind == ActivityKind.Client);
        Assert.Equal((Trace, "b7ad6b7169203331"), (server.TraceId.ToHexString(), server.ParentSpanId.ToHexString()));
        Assert.Equal(server.SpanId, client.ParentSpanId);
        Assert.Equal(client.Id, await received.Task);
        Assert.Equal(("GET", 200, "miss", "Miss from cloudfront"),
            (server.GetTagItem("http.request.method"), server.GetTagItem("http.response.status_code"), server.GetTagItem("cloudfront.cache.decision"), server.GetTagItem("cloudfront.x_cache")));
    }

    [Fact(Timeout = Limit)]
    public async Task A_background_revalidation_is_its_own_trace_linked_to_the_viewers()
    {
        using var spans = new SpanWatch("/linked");
        await using var edge = await EdgeHarness.StartAsync(new CountingOrigin("max-age=2, stale-while-revalidate=8").AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/linked");
        edge.Clock.Advance(S(5));
        await edge.GetAsync("/linked");

        var revalidation = await spans.Revalidated;
        await edge.StopEdgeAsync();

        var viewer = Assert.Single(spans.Spans, span => span.GetTagItem("cloudfront.cache.decision") as string == "stale");
        Assert.Equal(viewer.SpanId, Assert.Single(revalidation.Links).Context.SpanId);
        Assert.NotEqual(viewer.TraceId, revalidation.TraceId);
        Assert.Equal(default, revalidation.ParentSpanId);
        Assert.Equal((5L, 2L, 8L),
            (viewer.GetTagItem("cloudfront.cache.age_s"), viewer.GetTagItem("cloudfront.cache.ttl_s"), viewer.GetTagItem("cloudfront.cache.stale_window_s")));
    }

    [Fact(Timeout = Limit)]
    public async Task The_servers_own_activity_is_never_the_parent()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var spans = new SpanWatch("/root");
        await using var edge = await EdgeHarness.StartAsync(
            context => context.Response.WriteAsync("x", context.RequestAborted), cancellationToken: TestContext.Current.CancellationToken);

        await edge.GetAsync("/root");
        await edge.StopEdgeAsync();

        Assert.Equal(default, Assert.Single(spans.Spans, span => span.Kind == ActivityKind.Server).ParentSpanId);
    }

    [Fact(Timeout = Limit)]
    public async Task Requests_are_counted_by_x_cache_and_timed()
    {
        var measured = new ConcurrentQueue<string>();
        using var spans = new SpanWatch("/metrics");
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "RvWeb.Edge")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, tags, "x_cache"));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, tags, "http.response.status_code"));
        meters.Start();
        await using var edge = await EdgeHarness.StartAsync(
            context => context.Response.WriteAsync("x", context.RequestAborted), cancellationToken: TestContext.Current.CancellationToken);

        await edge.GetAsync("/metrics");
        await edge.StopEdgeAsync();

        Assert.Equal(["cloudfront.requests Miss from cloudfront", "http.server.request.duration 200"], measured);

        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
        {
            if (Activity.Current?.GetTagItem("url.path") as string != "/metrics")
                return;
            foreach (var (key, value) in tags)
            {
                if (key == name)
                    measured.Enqueue($"{instrument.Name} {value}");
            }
        }
    }
}
