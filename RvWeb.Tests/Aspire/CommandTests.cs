using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace RvWeb.Tests.Aspire;

public sealed partial class CommandTests
{
    private const int Limit = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task A_process_is_stopped_started_and_restarted()
    {
        await using var application = new ShellApplication();
        application.Shell("server", "echo up; exec sleep 1000");
        await application.StartAsync(Token);
        var first = await application.Notifications.WaitForResourceHealthyAsync("server", Token);
        Assert.Equal(["stop", "restart"], Offered(first));

        Assert.True((await application.Commands.ExecuteCommandAsync("server", "stop", Token)).Success);
        Assert.True(application.Notifications.TryGetCurrentState("server", out var stopped));
        Assert.Equal(["start"], Offered(stopped));
        Assert.NotNull(stopped.Snapshot.StopTimeStamp);

        Assert.True((await application.Commands.ExecuteCommandAsync("server", "start", Token)).Success);
        var second = await application.Notifications.WaitForResourceHealthyAsync("server", Token);
        Assert.Null(second.Snapshot.ExitCode);
        Assert.Null(second.Snapshot.StopTimeStamp);

        Assert.True((await application.Commands.ExecuteCommandAsync("server", "restart", Token)).Success);
        await application.Notifications.WaitForResourceAsync(
            "server", update => update.Snapshot.HealthStatus is not null && update.Snapshot.StartTimeStamp > second.Snapshot.StartTimeStamp, Token);
    }

    [Fact(Timeout = Limit)]
    public async Task A_restarted_program_gets_its_environment_anew()
    {
        var round = 0;
        await using var application = new ShellApplication();
        application.Shell("server", "echo round $ROUND").WithEnvironment("ROUND", () => $"{++round}");
        await application.StartAsync(Token);
        await application.Notifications.WaitForResourceAsync("server", KnownResourceStates.Finished, Token);

        await application.Commands.ExecuteCommandAsync("server", "start", Token);
        await application.WroteAsync("server", "round 2", Token);

        Assert.Equal(["round 1", "round 2"], application.Console("server"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_resource_with_explicit_start_waits_for_its_command_and_nobody_for_it()
    {
        await using var application = new ShellApplication();
        application.Shell("later", "exec sleep 1000").WithExplicitStart();
        application.Shell("now", "exec sleep 1000");
        await application.StartAsync(Token);
        await application.Notifications.WaitForResourceHealthyAsync("now", Token);
        await application.Output.LineAsync(line => line.StartsWith("all healthy", StringComparison.Ordinal), Token);
        Assert.True(application.Notifications.TryGetCurrentState("later", out var before));
        Assert.Equal(KnownResourceStates.NotStarted, before.Snapshot.State?.Text);

        await application.Commands.ExecuteCommandAsync("later", KnownResourceCommands.StartCommand, Token);
        await application.Notifications.WaitForResourceHealthyAsync("later", Token);
    }

    [Fact(Timeout = Limit)]
    public async Task A_command_of_the_application_writes_to_the_console_and_says_what_it_did()
    {
        await using var application = new ShellApplication();
        application.Shell("server", "exec sleep 1000").WithCommand("greet", "Greet", context =>
        {
            Log.Hello(context.Logger, context.ResourceName);
            return Task.FromResult(CommandResults.Success("Greeted.", "{}", CommandResultFormat.Json));
        });
        await application.StartAsync(Token);

        var result = await application.Commands.ExecuteCommandAsync("SERVER", "greet", Token);

        Assert.True(result.Success);
        Assert.Equal("Greeted.", result.Message);
        Assert.Equal(("{}", CommandResultFormat.Json), (result.Data!.Value, result.Data.Format));
        Assert.Contains("hello from server", application.Console("server"));
    }

    [Fact(Timeout = Limit)]
    public async Task What_cannot_be_executed_is_a_failure_that_says_why()
    {
        await using var application = new ShellApplication();
        application.Shell("server", "exec sleep 1000")
            .WithCommand("broken", "Broken", _ => throw new InvalidOperationException("no luck"))
            .WithCommand("closed", "Closed", _ => Task.FromResult(CommandResults.Success()), new CommandOptions { UpdateState = _ => ResourceCommandState.Disabled })
            .WithCommand("odd", "Odd", _ => Task.FromResult(CommandResults.Success()), new CommandOptions { UpdateState = _ => throw new InvalidOperationException() });
        await application.StartAsync(Token);
        await application.Notifications.WaitForResourceHealthyAsync("server", Token);

        Assert.Equal("There is no resource 'sever', only server.", await FailureAsync("sever", "stop"));
        Assert.Equal("'server' has no command 'stp', only broken, closed, odd, start, stop, restart.", await FailureAsync("server", "stp"));
        Assert.Equal("'Start' cannot be used while 'server' is in state Running.", await FailureAsync("server", "start"));
        Assert.Equal("'Closed' cannot be used while 'server' is in state Running.", await FailureAsync("server", "closed"));
        Assert.Equal("'Odd' cannot be used while 'server' is in state Running.", await FailureAsync("server", "odd"));
        Assert.Equal("no luck", await FailureAsync("server", "broken"));

        async Task<string?> FailureAsync(string resource, string command)
        {
            var result = await application.Commands.ExecuteCommandAsync(resource, command, Token);
            Assert.False(result.Success);
            return result.Message;
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_program_that_ignores_the_end_does_not_outlive_the_application()
    {
        await using var application = new ShellApplication();
        application.Shell("deaf", "trap '' TERM; echo up; while :; do sleep 1000; done");
        await application.StartAsync(Token);
        await application.WroteAsync("deaf", "up", Token);
        var stop = application.Commands.ExecuteCommandAsync("deaf", "stop", Token);

        await application.StopAsync(Token);

        Assert.True((await stop).Success);
        Assert.True(application.Notifications.TryGetCurrentState("deaf", out var end));
        Assert.Equal(KnownResourceStates.Exited, end.Snapshot.State?.Text);
    }

    private static IEnumerable<string> Offered(ResourceEvent update) =>
        update.Snapshot.Commands.Where(command => command.State == ResourceCommandState.Enabled).Select(command => command.Name);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "hello from {Resource}")]
        internal static partial void Hello(ILogger logger, string resource);
    }
}
