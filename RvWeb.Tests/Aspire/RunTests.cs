using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RvWeb.Tests.Aspire;

public sealed class RunTests
{
    private const int Limit = 30_000;

    [Fact(Timeout = Limit)]
    public async Task A_program_that_ends_well_is_finished_and_its_lines_are_kept()
    {
        await using var application = new ShellApplication();
        application.Shell("hello", "echo \"hello $WHO\"").WithEnvironment("WHO", "world");

        await application.StartAsync(TestContext.Current.CancellationToken);
        var end = await application.Notifications.WaitForResourceAsync("hello", KnownResourceStates.TerminalStates, TestContext.Current.CancellationToken);

        Assert.Equal(KnownResourceStates.Finished, end);
        Assert.Equal(["hello world"], application.Console("hello"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_program_that_fails_shows_its_status_and_last_lines_while_others_go_on()
    {
        await using var application = new ShellApplication();
        application.Shell("bad", "echo 'port is wrong' >&2; exit 3");
        application.Shell("good", "exec sleep 1000");

        await application.StartAsync(TestContext.Current.CancellationToken);
        var bad = await application.Notifications.WaitForResourceAsync(
            "bad", update => update.Snapshot.State?.Text == KnownResourceStates.Exited, TestContext.Current.CancellationToken);
        var good = await application.Notifications.WaitForResourceHealthyAsync("good", TestContext.Current.CancellationToken);

        Assert.Equal(3, bad.Snapshot.ExitCode);
        Assert.Equal(KnownResourceStates.Running, good.Snapshot.State?.Text);
        Assert.Equal(["port is wrong"], application.Console("bad"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_missing_program_fails_to_start_and_says_which_it_is()
    {
        await using var application = new ShellApplication();
        application.Builder.AddExecutable("missing", "no-such-program", "/");

        await application.StartAsync(TestContext.Current.CancellationToken);
        await application.Notifications.WaitForResourceAsync("missing", KnownResourceStates.FailedToStart, TestContext.Current.CancellationToken);

        Assert.Contains("'no-such-program'", Assert.Single(application.Console("missing")), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_resource_starts_only_when_what_it_waits_for_runs()
    {
        await using var application = new ShellApplication();
        var first = application.Shell("first", "exec sleep 1000");
        application.Shell("second", "exec sleep 1000").WaitFor(first);

        await application.StartAsync(TestContext.Current.CancellationToken);
        var second = await application.Notifications.WaitForResourceHealthyAsync("second", TestContext.Current.CancellationToken);

        Assert.True(application.Notifications.TryGetCurrentState("first", out var state));
        Assert.True(state.Snapshot.StartTimeStamp <= second.Snapshot.StartTimeStamp);
    }

    [Fact(Timeout = Limit)]
    public async Task A_resource_whose_dependency_failed_is_not_started_and_says_why()
    {
        await using var application = new ShellApplication();
        var first = application.Builder.AddExecutable("first", "no-such-program", "/");
        application.Shell("second", "echo started").WaitFor(first);

        await application.StartAsync(TestContext.Current.CancellationToken);
        await application.Notifications.WaitForResourceAsync("second", KnownResourceStates.FailedToStart, TestContext.Current.CancellationToken);

        Assert.Equal(["Not started, because it waits for 'first', which is in state FailedToStart."], application.Console("second"));
    }

    [Fact]
    public async Task Resources_that_wait_for_each_other_are_refused()
    {
        await using var application = new ShellApplication();
        var first = application.Shell("first", "exit 0");
        var second = application.Shell("second", "exit 0").WaitFor(first);
        first.WaitFor(second);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal("These resources wait for each other: first, second.", failure.Message);
    }

    [Fact(Timeout = Limit)]
    public async Task A_taken_port_is_replaced_and_the_line_says_so()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var taken = ((IPEndPoint)occupant.LocalEndpoint).Port;
        await using var application = new ShellApplication();
        var server = application.Shell("server", "echo $PORT").WithHttpEndpoint(port: taken, env: "PORT");

        await application.StartAsync(TestContext.Current.CancellationToken);
        // Running says nothing of what the script has printed so far; its end does.
        await application.Notifications.WaitForResourceAsync("server", KnownResourceStates.TerminalStates, TestContext.Current.CancellationToken);

        var port = server.GetEndpoint("http").Port;
        Assert.NotEqual(taken, port);
        await application.Output.LineAsync(
            line => line.EndsWith($"http://localhost:{port}  ({taken} is taken)", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal([$"{port}"], application.Console("server"));
    }

    [Fact(Timeout = Limit)]
    public async Task Stopping_ends_every_resource()
    {
        await using var application = new ShellApplication();
        var first = application.Shell("first", "trap 'exit 0' TERM; echo ready; while :; do sleep 0.01; done");
        application.Shell("second", "exec sleep 1000").WaitFor(first);

        await application.StartAsync(TestContext.Current.CancellationToken);
        await application.Notifications.WaitForResourceHealthyAsync("second", TestContext.Current.CancellationToken);
        await application.StopAsync(TestContext.Current.CancellationToken);

        Assert.All(["first", "second"], (string name) =>
        {
            Assert.True(application.Notifications.TryGetCurrentState(name, out var state));
            Assert.Contains(state.Snapshot.State!.Text, KnownResourceStates.TerminalStates);
        });
        Assert.Empty(application.Error);
    }

    [Fact(Timeout = Limit)]
    public async Task A_health_check_makes_a_resource_healthy_once_it_answers()
    {
        var port = new RvWeb.Aspire.Launching.PortAllocator().Allocate(null);
        await using var application = new ShellApplication();
        var resource = application.Shell("server", "exec sleep 1000").WithHttpEndpoint(port: port).WithHttpHealthCheck("/up", 204);
        application.Shell("client", "exec sleep 1000").WaitFor(resource);

        await application.StartAsync(TestContext.Current.CancellationToken);
        await application.Notifications.WaitForResourceAsync("client", KnownResourceStates.Waiting, TestContext.Current.CancellationToken);
        var asked = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        await using var server = builder.Build();
        server.Run(context =>
        {
            asked.TrySetResult(context.Request.Path);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        await server.StartAsync(TestContext.Current.CancellationToken);

        await application.Notifications.WaitForResourceHealthyAsync("client", TestContext.Current.CancellationToken);
        Assert.Equal("/up", await asked.Task);
    }
}
