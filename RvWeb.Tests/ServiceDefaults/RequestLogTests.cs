using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RvWeb.ServiceDefaults.Console;

namespace RvWeb.Tests.ServiceDefaults;

public sealed class RequestLogTests : ILoggerProvider
{
    private readonly List<string> _lines = [];

    private async Task<string> LineForAsync(string target, Action<IApplicationBuilder> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(this);
        builder.Services.AddSingleton(TimeProvider.System);
        await using var app = builder.Build();
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

        return Assert.Single(_lines, line => line.StartsWith("[REQ]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_is_one_line_without_its_query() => Assert.Matches(
        @"^\[REQ\] 418 \| GET \| /a%20b \| \d+\.\dms$",
        await LineForAsync("/a%20b?token=secret", app => app.Run(context =>
        {
            context.Response.StatusCode = 418;
            return Task.CompletedTask;
        })));

    [Fact]
    public async Task A_path_cannot_forge_a_line() =>
        Assert.DoesNotContain('\n', await LineForAsync("/a%0A[REQ]%20200", app => app.Run(_ => Task.CompletedTask)));

    [Fact]
    public async Task A_handler_that_throws_counts_as_500() => Assert.StartsWith(
        "[REQ] 500 |", await LineForAsync("/", app => app.Run(_ => throw new InvalidOperationException())), StringComparison.Ordinal);

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

    ILogger ILoggerProvider.CreateLogger(string categoryName) => new Recorder(_lines);

    void IDisposable.Dispose()
    {
    }

    private sealed class Recorder(List<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));
    }
}
