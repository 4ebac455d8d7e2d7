using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using RvWeb.Lambda.Logging;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Tests.Lambda.Logging;

public sealed partial class JsonLogAppTests : IAsyncLifetime
{
    private const string Id = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

    private FakeRuntimeApi _lambda = null!;
    private readonly LogLines _lines = new();

    public async ValueTask InitializeAsync() => _lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _lambda.DisposeAsync();
        await _lines.DisposeAsync();
    }

    private WebApplication Build(
        string[]? args = null, LogLevel? minimum = null, int concurrency = 1, Action<WebApplicationBuilder>? before = null, Action<WebApplicationBuilder>? after = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args ?? []);
        before?.Invoke(builder);
        var settings = _lambda.Settings with { Concurrency = concurrency, JsonLogs = new JsonLogs(minimum, concurrency) { Output = _lines } };
        builder.Services.AddLambdaServer(settings, new InitTimeline(TimeProvider.System, traceParent: null));
        after?.Invoke(builder);
        return builder.Build();
    }

    private static ILogger Logger(WebApplication app, string category = "Shop") => app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

    private static LogLevel Lowest(ILogger logger) => Enum.GetValues<LogLevel>().First(logger.IsEnabled);

    [Fact(Timeout = 10_000)]
    public async Task An_entry_of_a_handler_names_the_invocation()
    {
        await using var app = Build();
        (_lambda.TraceId, _lambda.Headers["Lambda-Runtime-Aws-Tenant-Id"]) = ("Root=1-2-3", "blue");
        app.MapGet("/", async () =>
        {
            await Task.Yield();
            Log.Sold(Logger(app), 3, "tea");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        _lambda.Queue(SampleEvents.FunctionUrl().Utf8());

        var line = await _lines.NextAsync("Shop");

        Assert.Equal((Id, "Root=1-2-3", "blue"), ((string)line["requestId"]!, (string)line["traceId"]!, (string)line["tenantId"]!));
        Assert.Equal(("Sold 3 of tea", 3, "tea"), ((string)line["message"]!, (int)line["Count"]!, (string)line["What"]!));
        // The scope in which ASP.NET Core runs a request, less the id that is there already.
        Assert.Equal("/", (string)line["RequestPath"]!);
        Assert.Null(line["RequestId"]);
    }

    [Fact(Timeout = 10_000)]
    public async Task An_entry_outside_an_invocation_names_none()
    {
        await using var app = Build();
        app.MapGet("/", () => "x");
        await app.StartAsync(TestContext.Current.CancellationToken);
        Log.Sold(Logger(app), 1, "before");
        _lambda.Queue(SampleEvents.FunctionUrl().Utf8());
        await _lambda.AnswerAsync();
        await _lambda.NextAskedAsync(2);
        Log.Sold(Logger(app), 2, "after");

        Assert.Null((await _lines.NextAsync("Shop"))["requestId"]);
        Assert.Null((await _lines.NextAsync("Shop"))["requestId"]);
    }

    [Fact(Timeout = 20_000)]
    public async Task Each_of_several_invocations_at_once_has_its_own_id()
    {
        await using var app = Build(concurrency: 3);
        var entered = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.MapGet("/{number:int}", async (int number) =>
        {
            if (Interlocked.Increment(ref entered) == 3)
                all.SetResult();
            await all.Task;
            Log.Sold(Logger(app), number, "tea");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 3; i++)
            _lambda.Queue(SampleEvents.FunctionUrl(rawPath: $"/{i}").Utf8(), $"id-{i}");

        for (var i = 0; i < 3; i++)
        {
            var line = await _lines.NextAsync("Shop");
            Assert.Equal($"id-{line["Count"]}", (string)line["requestId"]!);
        }
    }

    [Fact(Timeout = 10_000)]
    public async Task What_a_handler_throws_is_logged_with_its_invocation()
    {
        await using var app = Build();
        app.MapGet("/", IResult () => throw new InvalidTimeZoneException("no such zone"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        _lambda.Queue(SampleEvents.FunctionUrl().Utf8());

        var line = await _lines.NextAsync("RvWeb.Lambda.Server.LambdaServer");

        Assert.Equal(("ERROR", Id), ((string)line["level"]!, (string)line["requestId"]!));
        Assert.Equal(("System.InvalidTimeZoneException", "no such zone"), ((string)line["errorType"]!, (string)line["errorMessage"]!));
        Assert.NotEmpty(line["stackTrace"]!.AsArray());
    }

    [Theory]
    [InlineData(null, LogLevel.Information)]
    [InlineData(LogLevel.Debug, LogLevel.Debug)]
    [InlineData(LogLevel.Error, LogLevel.Error)]
    public async Task Lambdas_level_is_the_apps_where_it_says_none(LogLevel? minimum, LogLevel lowest)
    {
        await using var app = Build(minimum: minimum);

        Assert.Equal(lowest, Lowest(Logger(app)));
    }

    [Theory]
    [InlineData("Logging:LogLevel:Default", LogLevel.Warning)]
    [InlineData("Logging:LogLevel:Shop", LogLevel.Warning)]
    [InlineData("Logging:Console:LogLevel:Default", LogLevel.Warning)]
    [InlineData("Logging:LogLevel:Other", LogLevel.Debug)]
    public async Task The_apps_configured_level_goes_before_Lambdas(string key, LogLevel lowest)
    {
        await using var app = Build([$"--{key}=Warning"], LogLevel.Debug);

        Assert.Equal(lowest, Lowest(Logger(app)));
    }

    [Fact]
    public async Task A_level_that_the_apps_code_sets_goes_before_Lambdas()
    {
        await using var app = Build(minimum: LogLevel.Debug, before: builder => builder.Logging.SetMinimumLevel(LogLevel.Error));

        Assert.Equal(LogLevel.Error, Lowest(Logger(app)));
    }

    [Fact]
    public async Task What_is_below_Lambdas_level_is_not_written_whatever_the_app_says()
    {
        await using var app = Build(["--Logging:LogLevel:Default=Trace"], LogLevel.Warning);

        Assert.Equal(LogLevel.Warning, Lowest(Logger(app)));
    }

    [Fact]
    public async Task The_frameworks_console_is_not_even_made()
    {
        await using var app = Build(before: builder => builder.Logging.AddJsonConsole());

        Assert.DoesNotContain(app.Services.GetServices<ILoggerProvider>(), provider => provider is ConsoleLoggerProvider);
    }

    [Theory]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Logging:Console:LogLevel:Default")]
    [InlineData("Logging:Console:LogLevel:Shop")]
    [InlineData("Logging:Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider:LogLevel:Shop")]
    public async Task A_console_that_is_added_later_is_off(string key)
    {
        var console = new CountingConsole();
        await using var app = Build([$"--{key}=Trace"], after: builder =>
        {
            builder.Logging.AddConsole(options => options.FormatterName = CountingConsole.FormatterName);
            builder.Services.AddSingleton<ConsoleFormatter>(console);
        });

        Log.Sold(Logger(app), 1, "tea");
        // Its queue is written to the end when it is disposed.
        await app.DisposeAsync();

        Assert.Equal("Sold 1 of tea", (string)(await _lines.NextAsync("Shop"))["message"]!);
        Assert.Equal(0, console.Entries);
    }

    [Fact]
    public async Task As_text_the_console_stays()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddLambdaServer(_lambda.Settings, new InitTimeline(TimeProvider.System, traceParent: null));
        await using var app = builder.Build();

        Assert.Contains(app.Services.GetServices<ILoggerProvider>(), provider => provider is ConsoleLoggerProvider);
        Assert.DoesNotContain(app.Services.GetServices<ILoggerProvider>(), provider => provider is JsonLoggerProvider);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_value_that_logs_when_it_is_asked_for_its_text_is_written_after_that()
    {
        await using var app = Build();

        Log.Talked(Logger(app, "Outer"), new Talker(Logger(app, "Inner")));

        Assert.Equal("Sold 1 of words", (string)(await _lines.NextAsync("Inner"))["message"]!);
        Assert.Equal("I said it", (string)(await _lines.NextAsync("Outer"))["Talker"]!);
    }

    [Fact(Timeout = 20_000)]
    public async Task Lines_of_several_threads_do_not_mix()
    {
        await using var app = Build();

        await Parallel.ForAsync(0, 400, TestContext.Current.CancellationToken, (i, _) =>
        {
            Log.Sold(Logger(app), i, new string((char)('a' + (i % 26)), 1 + (i * 50)));
            return ValueTask.CompletedTask;
        });

        var numbers = new HashSet<int>();
        for (var i = 0; i < 400; i++)
            numbers.Add((int)(await _lines.NextAsync("Shop"))["Count"]!);
        Assert.Equal(400, numbers.Count);
    }

    private sealed class Talker(ILogger logger)
    {
        public override string ToString()
        {
            Log.Sold(logger, 1, "words");
            return "I said it";
        }
    }

    private sealed class CountingConsole() : ConsoleFormatter(FormatterName)
    {
        public const string FormatterName = "counting";

        public int Entries { get; private set; }

        public override void Write<TState>(
            in Microsoft.Extensions.Logging.Abstractions.LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter) => Entries++;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Sold {Count} of {What}")]
        public static partial void Sold(ILogger logger, int count, string what);

        [LoggerMessage(2, LogLevel.Information, "{Talker} talked")]
        public static partial void Talked(ILogger logger, object talker);
    }
}
