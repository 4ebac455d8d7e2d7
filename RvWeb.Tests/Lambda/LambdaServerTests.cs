using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Lambda.Server;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Tests.Lambda;

public sealed class LambdaServerTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private FakeRuntimeApi _lambda = null!;
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        _lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddLambdaServer(_lambda.Settings, new InitTimeline(_time, traceParent: null));
        _app = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _lambda.DisposeAsync();
    }

    private async Task<FakeRuntimeApi.Answer> InvokeAsync(JsonNode sent)
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _lambda.Queue(sent.Utf8());
        return await _lambda.AnswerAsync();
    }

    [Fact(Timeout = 10_000)]
    public async Task Answers_an_invocation_with_what_the_app_wrote()
    {
        _app.MapGet("/hi", (HttpContext context) => context.Request.QueryString.Value);

        var answer = await InvokeAsync(SampleEvents.FunctionUrl(rawPath: "/hi", query: "a=1"));

        Assert.Equal("invocation/8476a536-e9f4-11e8-9739-2dfe598c3fcd/response", answer.Path);
        Assert.Equal(200, (int)answer.Body["statusCode"]!);
        Assert.Equal("?a=1", (string)answer.Body["body"]!);
        Assert.Equal("text/plain; charset=utf-8", (string)answer.Body["headers"]!["Content-Type"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task What_a_handler_throws_becomes_the_empty_500_of_Kestrel()
    {
        _app.MapGet("/bad", IResult (HttpContext context) =>
        {
            context.Response.Headers["X-Half"] = "done";
            throw new InvalidTimeZoneException("no such zone");
        });
        _app.MapGet("/good", () => "good");

        var failed = await InvokeAsync(SampleEvents.FunctionUrl(rawPath: "/bad"));
        _lambda.Queue(SampleEvents.FunctionUrl(rawPath: "/good").Utf8());
        var next = await _lambda.AnswerAsync();

        Assert.EndsWith("/response", failed.Path, StringComparison.Ordinal);
        Assert.Equal((500, ""), ((int)failed.Body["statusCode"]!, (string)failed.Body["body"]!));
        Assert.Null(failed.Body["headers"]!["X-Half"]);
        Assert.Equal("good", (string)next.Body["body"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_response_that_breaks_off_is_reported_with_type_message_and_stack()
    {
        _app.MapGet("/", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("half");
            throw new InvalidTimeZoneException("no such zone");
        });

        var failed = await InvokeAsync(SampleEvents.FunctionUrl());

        Assert.EndsWith("/error", failed.Path, StringComparison.Ordinal);
        Assert.Equal("no such zone", (string)failed.Body["errorMessage"]!);
        Assert.Equal("InvalidTimeZoneException", (string)failed.Body["errorType"]!);
        Assert.Equal("Function.InvalidTimeZoneException", failed.ErrorType);
        Assert.Contains(nameof(LambdaServerTests), failed.Body["stackTrace"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_body_above_the_limit_that_the_app_sets_is_413_as_in_Kestrel()
    {
        _app.MapPost("/", async (HttpContext context) =>
        {
            context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = 3;
            await context.Request.Body.CopyToAsync(Stream.Null);
        });
        var sent = SampleEvents.FunctionUrl("POST");
        sent["body"] = "four";

        Assert.Equal(413, (int)(await InvokeAsync(sent)).Body["statusCode"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task Nothing_of_a_request_is_left_in_the_next()
    {
        _app.MapGet("/", (HttpContext context) =>
        {
            var seen = $"{context.Items.Count} {context.Request.Headers["X-Mine"]} {context.Response.StatusCode} {context.Features.Get<string>()}"
                + $" {context.Response.Headers.Count} {context.Request.QueryString} {context.User.Identity?.Name} {context.TraceIdentifier}";
            context.Items["a"] = context;
            context.Features.Set("feature");
            context.Response.StatusCode = 201;
            context.Response.Headers["X-Mine"] = "1";
            context.TraceIdentifier = "mine";
            return Results.Text(seen, statusCode: 201);
        });
        var first = SampleEvents.FunctionUrl(query: "a=1");
        first["headers"]!["x-mine"] = "1";

        await InvokeAsync(first);
        _lambda.Queue(SampleEvents.FunctionUrl().Utf8(), "second");

        Assert.Equal("2  200  0   second", (string)(await _lambda.AnswerAsync()).Body["body"]!);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("{nonsense", "Runtime.MalformedEvent")]
    [InlineData("{\"Records\":[]}", "Runtime.UnsupportedEvent")]
    public async Task Reports_an_event_it_cannot_read_and_goes_on(string json, string type)
    {
        _app.MapGet("/good", () => "good");
        await _app.StartAsync(TestContext.Current.CancellationToken);

        _lambda.Queue(System.Text.Encoding.UTF8.GetBytes(json));
        var failed = await _lambda.AnswerAsync();
        _lambda.Queue(SampleEvents.FunctionUrl(rawPath: "/good").Utf8());

        Assert.Equal(type, failed.ErrorType);
        Assert.Equal("good", (string)(await _lambda.AnswerAsync()).Body["body"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task Runs_callbacks_in_Kestrels_order()
    {
        var seen = new List<string>();
        _app.MapGet("/", (HttpContext context) =>
        {
            foreach (var name in (string[])["first", "second"])
                context.Response.OnStarting(() => Task.Run(() => seen.Add(name)));
            context.Response.OnCompleted(() => Task.Run(() => seen.Add("completed")));
            return "x";
        });

        await InvokeAsync(SampleEvents.FunctionUrl());
        await _app.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["second", "first", "completed"], seen);
    }

    [Fact(Timeout = 10_000)]
    public async Task Aborts_the_request_shortly_before_the_deadline()
    {
        _lambda.Deadline = _time.GetUtcNow().AddSeconds(3);
        var waiting = new TaskCompletionSource();
        _app.MapGet("/", async (HttpContext context) =>
        {
            var aborted = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(aborted.SetResult);
            waiting.SetResult();
            await aborted.Task;
            return "aborted";
        });

        var answer = InvokeAsync(SampleEvents.FunctionUrl());
        await waiting.Task;
        _time.Advance(TimeSpan.FromSeconds(2.8));
        Assert.False(answer.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("aborted", (string)(await answer).Body["body"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task Stopping_waits_for_the_invocation_that_runs()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        _app.MapGet("/", async () =>
        {
            entered.SetResult();
            await release.Task;
            return "drained";
        });

        var answer = InvokeAsync(SampleEvents.FunctionUrl());
        await entered.Task;
        var stop = _app.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stop.IsCompleted);
        release.SetResult();
        await stop;

        Assert.Equal("drained", (string)(await answer).Body["body"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task Stopping_aborts_the_request_after_a_grace()
    {
        var entered = new TaskCompletionSource();
        _app.MapGet("/", async (HttpContext context) =>
        {
            var aborted = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(aborted.SetResult);
            entered.SetResult();
            await aborted.Task;
            return "heard";
        });

        var answer = InvokeAsync(SampleEvents.FunctionUrl());
        await entered.Task;
        var stop = _app.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(answer.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(250));
        await stop;

        Assert.Equal("heard", (string)(await answer).Body["body"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task Stopping_ends_although_a_handler_does_not_listen()
    {
        var entered = new TaskCompletionSource<CancellationToken>();
        var release = new TaskCompletionSource();
        _app.MapGet("/", async (HttpContext context) =>
        {
            entered.SetResult(context.RequestAborted);
            await release.Task;
        });
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _lambda.Queue(SampleEvents.FunctionUrl().Utf8());
        var aborted = await entered.Task;
        using var patience = new CancellationTokenSource();

        var stop = _app.StopAsync(patience.Token);
        await patience.CancelAsync();
        await Task.WhenAny(stop);

        Assert.True(aborted.IsCancellationRequested);
        release.SetResult();
    }

    [Fact(Timeout = 10_000)]
    public async Task The_first_invocation_is_asked_for_when_the_whole_host_has_started()
    {
        _app.MapGet("/", () => "x");
        _lambda.Queue(SampleEvents.FunctionUrl().Utf8());
        var started = false;
        _app.Lifetime.ApplicationStarted.Register(() => started = true);

        await _app.StartAsync(TestContext.Current.CancellationToken);
        await _lambda.AnswerAsync();

        Assert.True(started);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_start_up_that_fails_is_reported_with_type_message_and_stack()
    {
        await Task.Run(() => InitErrors.Report(_lambda.Endpoint, Thrown(new TimeZoneNotFoundException("no such zone"))), TestContext.Current.CancellationToken);

        var report = await _lambda.AnswerAsync();

        Assert.Equal("init/error", report.Path);
        Assert.Equal(("TimeZoneNotFoundException", "no such zone"), ((string)report.Body["errorType"]!, (string)report.Body["errorMessage"]!));
        Assert.Contains(nameof(Thrown), report.Body["stackTrace"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static TimeZoneNotFoundException Thrown(TimeZoneNotFoundException exception)
    {
        try
        {
            throw exception;
        }
        catch (TimeZoneNotFoundException thrown)
        {
            return thrown;
        }
    }

    [Fact(Timeout = 10_000)]
    public async Task A_runtime_api_that_is_gone_stops_the_host()
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        var stopping = new TaskCompletionSource();
        _app.Lifetime.ApplicationStopping.Register(stopping.SetResult);

        await _lambda.DisposeAsync();

        await stopping.Task;
        Environment.ExitCode = 0;
    }

    [Fact(Timeout = 10_000)]
    public async Task Spans_join_the_viewers_trace_below_the_emulators_run()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "RvWeb.Lambda",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId.ToHexString() == trace)
                    lock (spans)
                        spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        _app.MapGet("/", (HttpContext context) => context.Request.Headers.TraceParent.ToString());
        _lambda.TraceId = $"Root=1-{trace[..8]}-{trace[8..]};Parent=53995c3f42cd8ad8;Sampled=1";
        var sent = SampleEvents.FunctionUrl();
        sent["headers"]!["traceparent"] = $"00-{trace}-1111111111111111-01";

        var answer = await InvokeAsync(sent);
        await _app.StopAsync(TestContext.Current.CancellationToken);

        var invoke = Assert.Single(spans, span => span.OperationName == "invoke");
        Assert.Equal("53995c3f42cd8ad8", invoke.ParentSpanId.ToHexString());
        Assert.Equal(true, invoke.GetTagItem("faas.coldstart"));
        Assert.Equal(invoke.Id, (string)answer.Body["body"]!);
        var init = Assert.Single(spans, span => span.OperationName == "init");
        Assert.Equal(
            ["build app", "start app", "start runtime"],
            spans.Where(span => span.ParentSpanId == init.SpanId).Select(span => span.OperationName).Order());
    }
}
