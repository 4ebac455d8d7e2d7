using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Lambda.SnapStart;
using RvWeb.Tests.Lambda.Amazon;

namespace RvWeb.Tests.Lambda.SnapStart;

/// <summary>
/// Between start and first invocation, by docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-custom.html and what AWS's package
/// for .NET does.
/// </summary>
public sealed class SnapStartTests
{
    private readonly SnapshotHooks _hooks = new();
    private readonly ConcurrentQueue<string> _seen = [];

    private Task<AmazonApp> CreateAsync(
        Action<IServiceCollection>? services = null, Action<HostingOptions>? configure = null, string type = "snap-start", string concurrency = "1") =>
        AmazonApp.CreateAsync(
            configure,
            collection =>
            {
                collection.AddSingleton(_hooks);
                services?.Invoke(collection);
            },
            ("AWS_LAMBDA_INITIALIZATION_TYPE", type),
            ("AWS_LAMBDA_MAX_CONCURRENCY", concurrency));

    private Func<ValueTask> Note(string text) => async () =>
    {
        await Task.Yield();
        _seen.Enqueue(text);
    };

    private static Func<ValueTask> Throw(string message) => async () =>
    {
        await Task.Yield();
        throw new InvalidTimeZoneException(message);
    };

    [Fact(Timeout = 10_000)]
    public async Task Requests_hooks_restore_hooks_and_invocations_come_in_this_order()
    {
        await using var app = await CreateAsync(services => services.AddAWSLambdaBeforeSnapshotRequest(new(HttpMethod.Get, "/warm")));
        app.App.Run(context =>
        {
            _seen.Enqueue(context.Request.Path!);
            return Task.CompletedTask;
        });
        app.App.Lifetime.ApplicationStarted.Register(() => _seen.Enqueue("started"));
        _hooks.Before(Note("before 1"));
        _hooks.Before(Note("before 2"));
        _hooks.Before(async () =>
        {
            await Note("before 3")();
            app.Lambda.Restored.SetResult();
        });
        _hooks.After(Note("after 1"));
        _hooks.After(Note("after 2"));

        await app.InvokeAsync(SampleEvents.FunctionUrl(rawPath: "/first").Utf8());

        Assert.Equal(
            ["started", "/warm", "/warm", "/warm", "/warm", "/warm", "before 3", "before 2", "before 1", "after 1", "after 2", "/first"], _seen);
        Assert.Equal(["register", "restore/next", "next"], app.Lambda.Calls.Select(call => call.Split(' ')[0]).Where(call => call != "event/next").Take(3));
    }

    [Fact(Timeout = 10_000)]
    public async Task Nothing_runs_after_the_snapshot_before_the_restore()
    {
        await using var app = await CreateAsync();
        app.App.MapGet("/", () => "served");
        _hooks.After(Note("after"));

        var answer = app.InvokeAsync();
        await app.Lambda.RestoreWaits.Task;

        Assert.False(answer.IsCompleted);
        Assert.Empty(_seen);
        app.Lambda.Restored.SetResult();
        Assert.Equal("served", (string)(await answer)["body"]!);
        Assert.Equal(["after"], _seen);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("on-demand")]
    [InlineData("provisioned-concurrency")]
    public async Task Without_SnapStart_no_hook_and_no_request_runs(string type)
    {
        await using var app = await CreateAsync(services => services.AddAWSLambdaBeforeSnapshotRequest(new(HttpMethod.Get, "/warm")), type: type);
        app.App.MapGet("/warm", () => _seen.Enqueue("warm"));
        app.App.MapGet("/", () => "served");
        _hooks.Before(Note("before"));
        _hooks.After(Note("after"));

        await app.InvokeAsync();

        Assert.Empty(_seen);
        Assert.DoesNotContain("restore/next", app.Lambda.Calls);
    }

    [Theory(Timeout = 10_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_goes_through_all_of_the_app_with_its_headers_and_body_and_its_answer_nowhere(bool streams)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/caf%C3%A9/a%2Fb?q=1%202&q=3")
        {
            Content = new ByteArrayContent([0x7B, 0xFF, 0x00]),
            Headers = { { "X-Mine", ["1", "2"] }, { "Cookie", "a=1; b=2" } },
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        await using var app = await CreateAsync(
            services => services.AddAWSLambdaBeforeSnapshotRequest(request), options => options.EnableResponseStreaming = streams);
        app.App.Run(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var lambda = (ILambdaContext)context.Items["LambdaContext"]!;
            _seen.Enqueue(string.Join(' ', context.Request.Method, context.Request.GetEncodedPathAndQuery(), context.Request.Host, context.Request.Headers["X-Mine"],
                context.Request.Cookies["b"], context.Request.ContentType, Convert.ToHexString(body.ToArray()), lambda.AwsRequestId, lambda.RemainingTime));
            await context.Response.WriteAsync("discarded");
        });
        _hooks.Before(Throw("enough"));

        await app.App.StartAsync(TestContext.Current.CancellationToken);
        var first = await app.Lambda.AnswerAsync();

        Assert.Equal("init/error", first.Path);
        Assert.Equal(
            Enumerable.Repeat("PUT /caf%C3%A9/a%2Fb?q=1%202&q=3 localhost 1, 2 2 application/octet-stream 7BFF00 before-snapshot 00:00:10", 5), _seen);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_request_that_fails_is_logged_and_changes_nothing()
    {
        await using var app = await CreateAsync(services => services
            .AddAWSLambdaBeforeSnapshotRequest(new(HttpMethod.Get, "/warm"))
            .AddAWSLambdaBeforeSnapshotRequest(new(HttpMethod.Get, "relative")));
        app.App.MapGet("/warm", void () => throw new InvalidTimeZoneException("no such zone"));
        app.App.MapGet("/relative", () => _seen.Enqueue("relative"));
        app.App.MapGet("/", () => "served");
        app.Lambda.Restored.SetResult();

        Assert.Equal("served", (string)(await app.InvokeAsync())["body"]!);

        Assert.Equal(5, _seen.Count);
        Assert.Equal(5, app.Log.Count(line => line == "Error: Invocation before-snapshot: the app did not handle an exception; the answer is 500. InvalidTimeZoneException"));
    }

    [Theory]
    [InlineData("https://example.com/warm", "The request's URI is 'https://example.com/warm' but must be a path of the app, such as /warm-up?a=1. (Parameter 'request')")]
    [InlineData(null, "The request's URI is '' but must be a path of the app, such as /warm-up?a=1. (Parameter 'request')")]
    public void A_request_that_names_no_path_is_refused_at_once(string? uri, string message)
    {
        var request = new HttpRequestMessage { RequestUri = uri is null ? null : new Uri(uri) };

        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new ServiceCollection().AddAWSLambdaBeforeSnapshotRequest(request)).Message);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_hook_that_fails_before_the_snapshot_is_an_init_error_and_the_end()
    {
        await using var app = await CreateAsync();
        var stopped = new TaskCompletionSource();
        app.App.Lifetime.ApplicationStopping.Register(stopped.SetResult);
        _hooks.Before(Throw("not ready"));

        await app.App.StartAsync(TestContext.Current.CancellationToken);
        var report = await app.Lambda.AnswerAsync();
        await stopped.Task;
        await app.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("init/error", "Runtime.BeforeSnapshotError"), (report.Path, report.ErrorType));
        Assert.Equal(("InvalidTimeZoneException", "not ready"), ((string)report.Body["errorType"]!, (string)report.Body["errorMessage"]!));
        Assert.DoesNotContain("restore/next", app.Lambda.Calls);
        Assert.DoesNotContain("next", app.Lambda.Calls);
        // That of the tests is their own.
        Environment.ExitCode = 0;
    }

    [Fact(Timeout = 10_000)]
    public async Task A_hook_that_fails_after_the_restore_is_a_restore_error_and_the_end()
    {
        await using var app = await CreateAsync(concurrency: "2");
        var stopped = new TaskCompletionSource();
        app.App.Lifetime.ApplicationStopping.Register(stopped.SetResult);
        app.Lambda.Restored.SetResult();
        _hooks.After(Throw("not restored"));

        await app.App.StartAsync(TestContext.Current.CancellationToken);
        var report = await app.Lambda.AnswerAsync();
        await stopped.Task;
        await app.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("restore/error", "Runtime.AfterRestoreError"), (report.Path, report.ErrorType));
        Assert.Equal("not restored", (string)report.Body["errorMessage"]!);
        Assert.DoesNotContain("next", app.Lambda.Calls);
        // That of the tests is their own.
        Environment.ExitCode = 0;
    }

    [Fact(Timeout = 10_000)]
    public async Task An_app_can_be_stopped_while_its_snapshot_is_taken()
    {
        await using var app = await CreateAsync();
        await app.App.StartAsync(TestContext.Current.CancellationToken);
        await app.Lambda.RestoreWaits.Task;

        await app.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("next", app.Lambda.Calls);
        Assert.DoesNotContain(app.Log, line => line.StartsWith("Critical", StringComparison.Ordinal));
    }

    /// <summary>Random.Shared and trace ids are seeded once per thread: in all environments restored from one snapshot alike.</summary>
    [Fact(Timeout = 10_000)]
    public async Task Invocations_run_on_threads_that_the_snapshot_does_not_know()
    {
        await using var app = await CreateAsync(
            services => services.AddAWSLambdaBeforeSnapshotRequest(new(HttpMethod.Get, "/")), concurrency: "2");
        var before = new AsyncLocal<string>();
        app.App.Run(context =>
        {
            context.Response.Headers["X-Flows"] = before.Value;
            before.Value = "from before";
            _seen.Enqueue($"{Environment.CurrentManagedThreadId}");
            return Task.CompletedTask;
        });
        app.Lambda.Restored.SetResult();

        var answer = await app.InvokeAsync();

        Assert.Equal(6, _seen.Count);
        Assert.Equal(2, _seen.Distinct().Count());
        Assert.NotEqual(_seen.First(), _seen.Last());
        Assert.Null(answer["headers"]!["X-Flows"]);
    }

    [Fact(Timeout = 10_000)]
    public async Task The_first_trace_tells_of_the_restore_and_not_of_the_start_before_the_snapshot()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var spans = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "RvWeb.Lambda",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId.ToHexString() == trace)
                    spans.Enqueue(span.OperationName);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await CreateAsync(services => services.AddAWSLambdaBeforeSnapshotRequest(new(HttpMethod.Get, "/")));
        app.App.MapGet("/", () => "served");
        app.Lambda.TraceId = $"Root=1-{trace[..8]}-{trace[8..]};Parent=53995c3f42cd8ad8;Sampled=1";
        app.Lambda.Restored.SetResult();

        await app.InvokeAsync();
        await app.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["restore", "invoke"], spans);
    }

    [Fact(Timeout = 10_000)]
    public async Task What_is_registered_with_AWSs_class_is_run()
    {
        await using var app = await AmazonApp.CreateAsync(variables: ("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
        app.App.MapGet("/", () => "served");
        SourceCompatibility.EachHook();
        SnapshotRestore.RegisterBeforeSnapshot(Note("before"));
        SnapshotRestore.RegisterAfterRestore(Note("after"));
        app.Lambda.Restored.SetResult();

        await app.InvokeAsync();

        Assert.Equal(["before", "after"], _seen);
    }
}
