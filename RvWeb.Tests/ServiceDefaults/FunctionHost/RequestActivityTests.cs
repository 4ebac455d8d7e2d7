using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.ServiceDefaults.Otlp;
using RvWeb.Tests.Lambda;
using RvWeb.Tests.Lambda.Framework;

namespace RvWeb.Tests.ServiceDefaults.FunctionHost;

/// <summary>The span that OpenTelemetry's SDK would describe is described by the host itself; name, parent and baggage are as the framework's.</summary>
public abstract class RequestActivityTests : IDisposable
{
    private readonly TestedHost _host;
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ActivityListener _listener;
    private readonly string _traceId = ActivityTraceId.CreateRandom().ToHexString();

    protected RequestActivityTests(TestedHost host)
    {
        _host = host;
        // Tests run at the same time; what belongs to this one is known by its trace.
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "RvWeb.Lambda",
            Sample = (ref options) => options.TraceId.ToHexString() == _traceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<(FrontDoorAnswer Answer, Activity Invoke, Activity Request)> SendAsync(string path)
    {
        await using var app = await _host.StartAsync(
            builder => builder.Services.AddSingleton<IStartupFilter, RequestSpan>(),
            app =>
            {
                app.MapGet("/tea/{kind}", () => $"{Activity.Current!.OperationName} {Activity.Current.GetBaggageItem("shop")}");
                app.MapGet("/throws", IResult () => throw new InvalidTimeZoneException("broken"));
            });
        var answer = await app.SendAsync(FrameworkApp.Get(path)
            .With("traceparent", $"00-{_traceId}-00f067aa0ba902b7-01").With("baggage", "shop=north").With("user-agent", "tests"));
        await app.Lambda.NextAskedAsync(2);
        var mine = _spans.Where(span => span.TraceId.ToHexString() == _traceId).ToList();
        return (answer, mine.Single(span => span.OperationName == "invoke"), mine.Single(span => span.Source.Name == "Microsoft.AspNetCore"));
    }

    [Fact(Timeout = 10_000)]
    public async Task The_request_span_is_a_child_of_the_invocation()
    {
        var (answer, invoke, request) = await SendAsync("/tea/green");

        Assert.StartsWith("Microsoft.AspNetCore.Hosting.HttpRequestIn", answer.Text(), StringComparison.Ordinal);
        Assert.Equal((invoke.SpanId, ActivityKind.Server), (request.ParentSpanId, request.Kind));
    }

    [Fact(Timeout = 10_000)]
    public async Task The_handler_sees_the_baggage_of_its_caller() =>
        Assert.EndsWith(" north", (await SendAsync("/tea/green")).Answer.Text(), StringComparison.Ordinal);

    [Fact(Timeout = 10_000)]
    public async Task The_request_span_is_named_after_its_route_and_has_the_status()
    {
        var (_, _, request) = await SendAsync("/tea/green");

        Assert.Equal("GET /tea/{kind}", request.DisplayName);
        Assert.Equal(("/tea/{kind}", 200), (request.GetTagItem("http.route"), request.GetTagItem("http.response.status_code")));
    }

    [Fact(Timeout = 10_000)]
    public async Task What_the_app_does_not_handle_is_an_error_of_the_request_span()
    {
        var (answer, _, request) = await SendAsync("/throws");

        Assert.Equal(500, answer.Status);
        Assert.Equal((ActivityStatusCode.Error, "System.InvalidTimeZoneException"), (request.Status, request.GetTagItem("error.type")));
    }

    public sealed class OnFrameworkHost() : RequestActivityTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : RequestActivityTests(TestedHost.Function)
    {
        [Fact(Timeout = 10_000)]
        public async Task What_is_known_at_the_start_is_on_the_span()
        {
            var (_, _, request) = await SendAsync("/tea/green");

            Assert.Equal(
                ("GET", "https", "/tea/green", "abc.lambda-url.eu-central-1.on.aws", "tests"),
                (request.GetTagItem("http.request.method"), request.GetTagItem("url.scheme"), request.GetTagItem("url.path"),
                    request.GetTagItem("server.address"), request.GetTagItem("user_agent.original")));
        }
    }
}
