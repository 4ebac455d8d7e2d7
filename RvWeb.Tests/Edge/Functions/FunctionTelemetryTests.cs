using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RvWeb.Tests.Edge.Functions;

public sealed class FunctionTelemetryTests
{
    [Fact(Timeout = 30_000)]
    public async Task A_run_is_a_span_below_the_viewers_and_its_lines_are_in_the_log()
    {
        var trace = ActivityTraceId.CreateRandom();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "RvWeb.Edge",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var lines = new LineProvider();
        await using var edge = await FunctionEdge.StartAsync(
            context => context.Response.WriteAsync("x", context.RequestAborted),
            "function handler(event) { console.log('seen ' + event.context.requestId.length); return event.request; }",
            "function handler(event) { throw new Error('no'); }",
            logs: logging => logging.AddProvider(lines),
            cancellationToken: TestContext.Current.CancellationToken);

        await edge.GetAsync("/", ("traceparent", $"00-{trace}-b7ad6b7169203331-01"));
        await edge.StopEdgeAsync();

        var mine = spans.Where(span => span.TraceId == trace).ToList();
        var server = Assert.Single(mine, span => span.Kind == ActivityKind.Server);
        var functions = mine.Where(span => span.OperationName == "function Fn").ToDictionary(span => (string)span.GetTagItem("cloudfront.function.event_type")!);
        Assert.All(functions.Values, span => Assert.Equal(server.SpanId, span.ParentSpanId));
        Assert.Equal("Fn", functions["viewer-request"].GetTagItem("cloudfront.function.name"));
        Assert.Equal(ActivityStatusCode.Unset, functions["viewer-request"].Status);
        Assert.Equal((ActivityStatusCode.Error, "function Fn (viewer-response) threw Error: no (line 1)"),
            (functions["viewer-response"].Status, functions["viewer-response"].StatusDescription));
        Assert.Contains(lines.Lines, line => line.StartsWith("function Fn (request id ", StringComparison.Ordinal) && line.EndsWith("): seen 56", StringComparison.Ordinal));
    }

    private sealed class LineProvider : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
