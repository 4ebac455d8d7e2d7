using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RvWeb.ServiceDefaults.Console;

namespace RvWeb.Tests.ServiceDefaults;

public sealed class RequestLogTests : ILoggerProvider
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private async Task<string> LineForAsync(string target, Action<IApplicationBuilder> answer, Action<IApplicationBuilder>? surround = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(this);
        builder.Services.AddSingleton(TimeProvider.System);
        await using var app = builder.Build();
        surround?.Invoke(app);
        app.UseRequestLog();
        answer(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = app.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(target, UriKind.Relative));
        try
        {
            using var _ = await client.SendAsync(request, TestContext.Current.CancellationToken);
        }
        catch (InvalidOperationException)
        {
            // The test server passes on what the app threw.
        }

        // The line comes when the pipeline has ended, which may be after the client has its answer.
        await foreach (var line in _lines.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
            if (line.StartsWith("[REQ]", StringComparison.Ordinal))
                return line;
        throw new InvalidOperationException("No more lines.");
    }

    /// <summary>Takes what has been logged so far and puts it back.</summary>
    private async Task<bool> HasLineAsync()
    {
        var found = false;
        for (var count = _lines.Reader.Count; count > 0; count--)
        {
            var line = await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken);
            found |= line.StartsWith("[REQ]", StringComparison.Ordinal);
            _lines.Writer.TryWrite(line);
        }

        return found;
    }

    [Fact(Timeout = 10_000)]
    public async Task A_request_is_one_line_without_its_query() => Assert.Matches(
        @"^\[REQ\] 418 \| GET \| /a%20b \| \d+\.\dms$",
        await LineForAsync("/a%20b?token=secret", app => app.Run(context =>
        {
            context.Response.StatusCode = 418;
            return Task.CompletedTask;
        })));

    [Fact(Timeout = 10_000)]
    public async Task A_path_cannot_forge_a_line() =>
        Assert.DoesNotContain('\n', await LineForAsync("/a%0A[REQ]%20200", app => app.Run(_ => Task.CompletedTask)));

    [Fact(Timeout = 10_000)]
    public async Task A_handler_that_throws_counts_as_500() => Assert.StartsWith(
        "[REQ] 500 |", await LineForAsync("/", app => app.Run(_ => throw new InvalidOperationException())), StringComparison.Ordinal);

    [Fact(Timeout = 10_000)]
    public async Task Nobody_waits_for_the_line()
    {
        var hadLine = true;

        await LineForAsync("/", app => app.Run(_ => Task.CompletedTask), app => app.Use(async (context, next) =>
        {
            await next(context);
            hadLine = await HasLineAsync();
        }));

        Assert.False(hadLine);
    }

    [Theory]
    [InlineData(LogLevel.Information, "a b\n")]
    [InlineData(LogLevel.Warning, "warning: Category: a b\n")]
    public void The_console_has_one_line_per_entry(LogLevel level, string expected)
    {
        var output = new StringWriter { NewLine = "\n" };

        new LineConsoleFormatter().Write(
            new LogEntry<string>(level, "Category", default, "a\nb", null, (state, _) => state), null, output);

        Assert.Equal(expected, output.ToString());
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => new Recorder(_lines.Writer);

    void IDisposable.Dispose()
    {
    }

    private sealed class Recorder(ChannelWriter<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.TryWrite(formatter(state, exception));
    }
}
