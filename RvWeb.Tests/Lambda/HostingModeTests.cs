using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda;
using RvWeb.Lambda.Server;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Tests.Lambda;

/// <summary>What the environment changes: several invocations at once, and a word before the end.</summary>
public sealed class HostingModeTests : IAsyncLifetime
{
    private FakeRuntimeApi _lambda = null!;

    public async ValueTask InitializeAsync() => _lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _lambda.DisposeAsync();

    private WebApplication Build(Func<LambdaSettings, LambdaSettings> change)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddLambdaServer(change(_lambda.Settings), new InitTimeline(TimeProvider.System, traceParent: null));
        return builder.Build();
    }

    [Fact(Timeout = 20_000)]
    public async Task As_many_invocations_run_at_once_as_Lambda_allows()
    {
        await using var app = Build(settings => settings with { Concurrency = 3 });
        var entered = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.MapGet("/{number}", async (HttpContext context, string number) =>
        {
            if (Interlocked.Increment(ref entered) == 3)
                all.SetResult();
            await all.Task;
            return $"{number} {context.TraceIdentifier} {LambdaTrace.Current}";
        });
        _lambda.TraceId = "Root=1-67891233-abcdef012345678912345678";
        await app.StartAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 3; i++)
            _lambda.Queue(SampleEvents.FunctionUrl(rawPath: $"/{i}").Utf8(), $"id-{i}");
        var bodies = new List<string>();
        for (var i = 0; i < 3; i++)
            bodies.Add((string)(await _lambda.AnswerAsync()).Body["body"]!);

        Assert.Equal(Enumerable.Range(0, 3).Select(i => $"{i} id-{i} {_lambda.TraceId}"), bodies.Order());
        // The variable of the process would be another invocation's.
        Assert.NotEqual(_lambda.TraceId, Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"));
    }

    [Fact(Timeout = 10_000)]
    public async Task Sigterm_is_asked_for_before_the_first_invocation()
    {
        await using var app = Build(settings => settings with { AsksForShutdown = true });
        app.MapGet("/", () => "x");
        await app.StartAsync(TestContext.Current.CancellationToken);
        _lambda.Queue(SampleEvents.FunctionUrl().Utf8());

        await _lambda.AnswerAsync();
        await _lambda.ExtensionWaits.Task;
        await app.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal("""register rvweb-shutdown {"events":[]}""", _lambda.Calls.First());
        Assert.Contains("event/next extension-1", _lambda.Calls);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_runtime_API_that_knows_no_extensions_is_answered_all_the_same()
    {
        _lambda.KnowsExtensions = false;
        await using var app = Build(settings => settings with { AsksForShutdown = true });
        app.MapGet("/", () => "x");
        await app.StartAsync(TestContext.Current.CancellationToken);
        _lambda.Queue(SampleEvents.FunctionUrl().Utf8());

        Assert.Equal("x", (string)(await _lambda.AnswerAsync()).Body["body"]!);
        Assert.DoesNotContain(_lambda.Calls, call => call.StartsWith("event/next", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "", "", false, 1, false)]
    [InlineData("RESPONSE_STREAM", "8", "lambda-managed-instances", true, 8, true)]
    [InlineData("response-stream", "1", "on-demand", true, 1, true)]
    [InlineData("buffered", "", "snap-start", false, 1, true)]
    public void The_environment_says_how_to_run(string mode, string concurrency, string initialization, bool streams, int count, bool asks)
    {
        var settings = Read(mode, concurrency, initialization);

        Assert.Equal((streams, count, asks), (settings.StreamsResponses, settings.Concurrency, settings.AsksForShutdown));
    }

    [Theory]
    [InlineData("stream", "", "RVWEB_INVOKE_MODE is 'stream' but must be BUFFERED or RESPONSE_STREAM.")]
    [InlineData("", "0", "AWS_LAMBDA_MAX_CONCURRENCY is '0' but must be a number from 1 to 1000.")]
    [InlineData("", "many", "AWS_LAMBDA_MAX_CONCURRENCY is 'many' but must be a number from 1 to 1000.")]
    public void A_variable_that_means_nothing_is_named(string mode, string concurrency, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Read(mode, concurrency, "")).Message);

    private static LambdaSettings Read(string mode, string concurrency, string initialization) => LambdaSettings.Read(name => name switch
    {
        "AWS_LAMBDA_RUNTIME_API" => "localhost:9001",
        "RVWEB_INVOKE_MODE" => mode,
        "AWS_LAMBDA_MAX_CONCURRENCY" => concurrency,
        "AWS_LAMBDA_INITIALIZATION_TYPE" => initialization,
        _ => null,
    });
}
