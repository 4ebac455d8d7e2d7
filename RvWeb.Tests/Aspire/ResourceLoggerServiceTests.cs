using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RvWeb.Tests.Aspire;

public sealed partial class ResourceLoggerServiceTests : IAsyncDisposable
{
    private const int Limit = 60_000;

    private readonly ShellApplication _application = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ResourceLoggerService Loggers => _application.Services.GetRequiredService<ResourceLoggerService>();

    [Fact(Timeout = Limit)]
    public async Task Who_reads_a_console_gets_what_there_was_and_what_comes()
    {
        _application.Shell("server", "echo one; echo two >&2");
        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("server", KnownResourceStates.Finished, Token);
        var read = new List<LogLine>();

        await foreach (var lines in Loggers.WatchAsync("server").WithCancellation(Token))
        {
            var isFirst = read.Count == 0;
            read.AddRange(lines);
            if (isFirst)
                Log.Third(Loggers.GetLogger("server"));
            else
                break;
        }

        Assert.Equal([1, 2, 3], read.Select(line => line.LineNumber));
        Assert.Equal(["one", "three", "two"], read.Select(line => line.Content).Order()); // two pipes have no order
        Assert.Equal(["three", "two"], read.Where(line => line.IsErrorMessage).Select(line => line.Content).Order());
    }

    [Fact(Timeout = Limit)]
    public async Task Reading_ends_when_the_console_is_complete()
    {
        _application.Shell("server", "echo one");
        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("server", KnownResourceStates.Finished, Token);
        var read = new List<string>();

        await foreach (var lines in Loggers.WatchAsync("server").WithCancellation(Token))
        {
            read.AddRange(lines.Select(line => line.Content));
            Loggers.Complete("server");
        }

        Assert.Equal(["one"], read);
    }

    [Fact(Timeout = Limit)]
    public async Task What_a_console_holds_can_be_read_and_forgotten()
    {
        _application.Shell("server", "echo one; echo two");
        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("server", KnownResourceStates.Finished, Token);

        var held = await Loggers.GetAllAsync("server").ToListAsync(Token);
        Loggers.ClearBacklog("server");

        Assert.Equal(["one", "two"], Assert.Single(held).Select(line => line.Content));
        Assert.Empty(await Loggers.GetAllAsync("server").ToListAsync(Token));
    }

    [Fact(Timeout = Limit)]
    public async Task An_unknown_resource_is_named()
    {
        _application.Shell("server", "exit 0");
        await _application.StartAsync(Token);

        var failure = Assert.Throws<ArgumentException>(() => Loggers.GetLogger("sever"));

        Assert.StartsWith("There is no resource 'sever', only server.", failure.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "three")]
        public static partial void Third(ILogger logger);
    }
}
