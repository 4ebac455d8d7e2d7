using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Lambda;

public sealed class LambdaServerTests : OnLambdaServer
{
    [Fact(Timeout = 10_000)]
    public async Task Answers_an_invocation_with_what_the_app_wrote()
    {
        App.MapGet("/hi", (HttpContext context) => context.Request.QueryString.Value);

        var answer = await InvokeAsync(SampleEvents.FunctionUrl(rawPath: "/hi", query: "a=1"));

        Assert.Equal("invocation/8476a536-e9f4-11e8-9739-2dfe598c3fcd/response", answer.Path);
        Assert.Equal(200, (int)answer.Body["statusCode"]!);
        Assert.Equal("?a=1", (string)answer.Body["body"]!);
        Assert.Equal("text/plain; charset=utf-8", (string)answer.Body["headers"]!["Content-Type"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task What_a_handler_throws_becomes_the_empty_500_of_Kestrel()
    {
        App.MapGet("/bad", IResult (HttpContext context) =>
        {
            context.Response.Headers["X-Half"] = "done";
            throw new InvalidTimeZoneException("no such zone");
        });
        App.MapGet("/good", () => "good");

        var failed = await InvokeAsync(SampleEvents.FunctionUrl(rawPath: "/bad"));
        Lambda.Queue(SampleEvents.FunctionUrl(rawPath: "/good").Utf8());
        var next = await Lambda.AnswerAsync();

        Assert.EndsWith("/response", failed.Path, StringComparison.Ordinal);
        Assert.Equal((500, ""), ((int)failed.Body["statusCode"]!, (string)failed.Body["body"]!));
        Assert.Null(failed.Body["headers"]!["X-Half"]);
        Assert.Equal("good", (string)next.Body["body"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_response_that_breaks_off_is_reported_with_type_message_and_stack()
    {
        App.MapGet("/", async (HttpContext context) =>
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
        App.MapPost("/", async (HttpContext context) =>
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
        App.MapGet("/", (HttpContext context) =>
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
        Lambda.Queue(SampleEvents.FunctionUrl().Utf8(), "second");

        Assert.Equal("2  200  0   second", (string)(await Lambda.AnswerAsync()).Body["body"]!);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("{nonsense", "Runtime.MalformedEvent")]
    [InlineData("{\"Records\":[]}", "Runtime.UnsupportedEvent")]
    public async Task Reports_an_event_it_cannot_read_and_goes_on(string json, string type)
    {
        App.MapGet("/good", () => "good");
        await App.StartAsync(TestContext.Current.CancellationToken);

        Lambda.Queue(System.Text.Encoding.UTF8.GetBytes(json));
        var failed = await Lambda.AnswerAsync();
        Lambda.Queue(SampleEvents.FunctionUrl(rawPath: "/good").Utf8());

        Assert.Equal(type, failed.ErrorType);
        Assert.Equal("good", (string)(await Lambda.AnswerAsync()).Body["body"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task Runs_callbacks_in_Kestrels_order()
    {
        var seen = new List<string>();
        App.MapGet("/", (HttpContext context) =>
        {
            foreach (var name in (string[])["first", "second"])
                context.Response.OnStarting(() => Task.Run(() => seen.Add(name)));
            context.Response.OnCompleted(() => Task.Run(() => seen.Add("completed")));
            return "x";
        });

        await InvokeAsync(SampleEvents.FunctionUrl());
        await App.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["second", "first", "completed"], seen);
    }

    [Fact(Timeout = 10_000)]
    public async Task Aborts_the_request_shortly_before_the_deadline()
    {
        Lambda.Deadline = Time.GetUtcNow().AddSeconds(3);
        var waiting = new TaskCompletionSource();
        App.MapGet("/", async (HttpContext context) =>
        {
            var aborted = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(aborted.SetResult);
            waiting.SetResult();
            await aborted.Task;
            return "aborted";
        });

        var answer = InvokeAsync(SampleEvents.FunctionUrl());
        await waiting.Task;
        Time.Advance(TimeSpan.FromSeconds(2.8));
        Assert.False(answer.IsCompleted);
        Time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("aborted", (string)(await answer).Body["body"]!);
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
        App.MapGet("/", (HttpContext context) => context.Request.Headers.TraceParent.ToString());
        Lambda.TraceId = $"Root=1-{trace[..8]}-{trace[8..]};Parent=53995c3f42cd8ad8;Sampled=1";
        var sent = SampleEvents.FunctionUrl();
        sent["headers"]!["traceparent"] = $"00-{trace}-1111111111111111-01";

        var answer = await InvokeAsync(sent);
        await App.StopAsync(TestContext.Current.CancellationToken);

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
