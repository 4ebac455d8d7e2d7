using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Processes;

namespace RvWeb.Tests.Processes;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    [Fact(Timeout = 30_000)]
    public async Task Lines_arrive_in_order_and_a_last_line_without_an_end_counts()
    {
        await using var children = new Children();
        await using var child = children.Shell("echo one; echo; printf 'tr\\303\\251s\\r\\n'; printf last");

        Assert.Equal(new ExitStatus(0, null), await child.Exited.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["one", "", "trés", "last"], children.Lines.Select(line => line.Text));
        Assert.DoesNotContain(children.Lines, line => line.IsError);
    }

    [Fact(Timeout = 30_000)]
    public async Task Standard_error_is_told_apart_and_standard_input_is_empty()
    {
        await using var children = new Children();
        await using var child = children.Shell("cat; echo bad >&2");

        await child.Exited.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal([new OutputLine("bad", true)], children.Lines);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_environment_is_exactly_the_given_one()
    {
        await using var children = new Children();
        await using var child = ChildProcess.Start(
            new ChildProcessOptions
            {
                FileName = "/usr/bin/env",
                WorkingDirectory = "/",
                Environment = new Dictionary<string, string> { ["ONLY"] = "this = one" },
                Output = children.Lines.Enqueue,
            },
            children.Guard);

        await child.Exited.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["ONLY=this = one"], children.Lines.Select(line => line.Text));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("exit 3", "exit status 3")]
    [InlineData("kill -s SEGV $$", "signal 11 (SIGSEGV)")]
    [InlineData("kill -s PIPE $$", "signal 13 (SIGPIPE)")]
    [InlineData("kill -s INT $$", "signal 2 (SIGINT)")]
    public async Task The_exit_status_tells_code_from_signal(string script, string expected)
    {
        await using var children = new Children();
        await using var child = children.Shell(script);

        Assert.Equal(expected, (await child.Exited.WaitAsync(TestContext.Current.CancellationToken)).ToString());
    }

    [Theory]
    [InlineData("/no/such/file", "/", "Cannot start '/no/such/file': the file does not exist.")]
    [InlineData("no-such-program", "/", "Cannot start 'no-such-program': no such program in PATH (/usr/bin:/bin).")]
    [InlineData("/etc/passwd", "/", "Cannot start '/etc/passwd': the file is not executable.")]
    [InlineData("sh", "/no/such/dir", "Cannot start 'sh': the working directory '/no/such/dir' does not exist.")]
    public async Task What_cannot_start_is_named_with_the_reason(string file, string directory, string expected)
    {
        await using var children = new Children();
        var options = new ChildProcessOptions { FileName = file, WorkingDirectory = directory, Environment = Children.Path };

        Assert.Equal(expected, Assert.Throws<ChildProcessException>(() => ChildProcess.Start(options, children.Guard)).Message);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_signal_reaches_grandchildren()
    {
        await using var children = new Children();
        var (child, _) = await children.ReadyShellAsync("sleep 1000 & echo ready; wait", TestContext.Current.CancellationToken);

        child.Signal(ProcessSignal.Kill);

        Assert.Equal("signal 9 (SIGKILL)", (await child.Exited.WaitAsync(TestContext.Current.CancellationToken)).ToString());
        await child.OutputEnded.WaitAsync(TestContext.Current.CancellationToken);
        await child.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task What_the_leader_left_behind_is_killed_by_stopping_it()
    {
        await using var children = new Children();
        var (child, _) = await children.ReadyShellAsync("sleep 1000 & echo ready", TestContext.Current.CancellationToken);
        await child.Exited.WaitAsync(TestContext.Current.CancellationToken); // though sleep holds the output open

        var status = await child.StopAsync(Grace, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(0, status.ExitCode);
        await child.OutputEnded.WaitAsync(TestContext.Current.CancellationToken);
        await child.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task Stopping_asks_first()
    {
        await using var children = new Children();
        var (child, _) = await children.ReadyShellAsync("trap 'exit 7' TERM; echo ready; while :; do sleep 0.01; done", TestContext.Current.CancellationToken);

        Assert.Equal(7, (await child.StopAsync(Grace, TimeProvider.System, TestContext.Current.CancellationToken)).ExitCode);
        Assert.Equal(7, (await child.StopAsync(Grace, TimeProvider.System, TestContext.Current.CancellationToken)).ExitCode);
        await child.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_child_that_ignores_the_request_is_killed_after_the_grace()
    {
        var time = new FakeTimeProvider();
        await using var children = new Children();
        var (child, _) = await children.ReadyShellAsync("trap '' TERM; echo ready; while :; do sleep 0.01; done", TestContext.Current.CancellationToken);

        var stopping = child.StopAsync(TimeSpan.FromSeconds(4), time, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(3.9));
        Assert.False(stopping.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal(9, (await stopping.WaitAsync(TestContext.Current.CancellationToken)).Signal);
        await child.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task Cancelling_the_stop_cuts_the_grace_short()
    {
        await using var children = new Children();
        var (child, _) = await children.ReadyShellAsync("trap '' TERM; echo ready; while :; do sleep 0.01; done", TestContext.Current.CancellationToken);

        var status = await child.StopAsync(TimeSpan.FromHours(1), TimeProvider.System, new CancellationToken(canceled: true));

        Assert.Equal(9, status.Signal);
        await child.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_frozen_child_can_be_stopped()
    {
        await using var children = new Children();
        var (child, _) = await children.ReadyShellAsync("echo ready; sleep 1000", TestContext.Current.CancellationToken);

        child.Signal(ProcessSignal.Stop);

        Assert.Equal(15, (await child.StopAsync(Grace, TimeProvider.System, TestContext.Current.CancellationToken)).Signal);
        await child.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_hundred_children_at_once_each_end_with_their_own_status_and_lines()
    {
        await using var children = new Children();
        var runs = Enumerable.Range(0, 100).Select(async number =>
        {
            await using var child = children.Shell($"echo {number}; exit {number}");
            return (await child.Exited.WaitAsync(TestContext.Current.CancellationToken)).ExitCode;
        });

        Assert.Equal(Enumerable.Range(0, 100).Select(number => (int?)number), await Task.WhenAll(runs).WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Enumerable.Range(0, 100), children.Lines.Select(line => int.Parse(line.Text, CultureInfo.InvariantCulture)).Order());
    }
}
