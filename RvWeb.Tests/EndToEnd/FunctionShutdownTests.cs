using System.Diagnostics;
using System.Text;
using RvWeb.Tests.Lambda;
using static RvWeb.Tests.EndToEnd.ProcessTree;

namespace RvWeb.Tests.EndToEnd;

/// <summary>How the app as a real process ends, on a Runtime API of the test's own.</summary>
[Collection(EndToEndSeries.Name)]
public sealed class FunctionShutdownTests : IAsyncLifetime
{
    private FakeRuntimeApi _lambda = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Required();
        _lambda = await FakeRuntimeApi.StartAsync(CancellationToken);
    }

    public ValueTask DisposeAsync() => _lambda?.DisposeAsync() ?? ValueTask.CompletedTask;

    private BuiltProgram Start(string command, params (string Name, string Value)[] variables) => new(command, [],
        [
            ("AWS_LAMBDA_FUNCTION_NAME", "web"),
            ("AWS_LAMBDA_RUNTIME_API", $"{_lambda.Endpoint.Host}:{_lambda.Endpoint.Port}"),
            ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
            ("Logging__LogLevel__Microsoft.Extensions.Hosting", "Debug"),
            .. variables,
        ]);

    private async Task HelloAsync()
    {
        _lambda.Queue(SampleEvents.FunctionUrl(rawPath: "/hello").Utf8());
        Assert.Equal("Hello, World", (string)(await _lambda.AnswerAsync()).Body["body"]!);
    }

    /// <summary>The time an internal extension gives: docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-shutdown.</summary>
    [Fact(Timeout = 400_000)]
    public async Task An_idle_binary_ends_half_a_second_after_SIGTERM_at_the_latest()
    {
        await using var program = Start(await NativeBinary.X64CommandAsync());
        await HelloAsync();
        await _lambda.ExtensionWaits.Task;

        var signalled = Stopwatch.GetTimestamp();
        await SignalAsync("-TERM", program.Id, CancellationToken);
        var status = await program.Exited.WaitAsync(CancellationToken);

        Assert.Equal(0, status.ExitCode);
        Assert.InRange(Stopwatch.GetElapsedTime(signalled), TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
    }

    [Fact(Timeout = 60_000)]
    public async Task SIGTERM_lets_the_invocation_that_runs_be_answered_whole_and_the_host_stop()
    {
        var json = '"' + new string('x', 3_000_000) + '"';
        var sent = SampleEvents.FunctionUrl("POST", "/echo");
        sent["body"] = json;
        await using var program = Start(BuiltProgram.PathOf("RvWeb.Web"), ("RVWEB_INVOKE_MODE", "RESPONSE_STREAM"));
        _lambda.Queue(sent.Utf8());
        var streaming = await _lambda.StreamAsync();

        await SignalAsync("-TERM", program.Id, CancellationToken);
        await program.LinesUntilAsync("Hosting stopping", CancellationToken);
        var answer = await new StreamReader(streaming.Request.Body, Encoding.UTF8).ReadToEndAsync(CancellationToken);
        streaming.Accepted.SetResult();
        await program.LinesUntilAsync("Hosting stopped", CancellationToken);

        Assert.Equal(json, answer[(answer.LastIndexOf('\0') + 1)..]);
        Assert.Equal(0, (await program.Exited.WaitAsync(CancellationToken)).ExitCode);
        Assert.Single(_lambda.Calls, "next");
    }

    [Fact(Timeout = 400_000)]
    public async Task A_binary_that_is_restored_from_its_snapshot_serves()
    {
        await using var program = Start(await NativeBinary.X64CommandAsync(), ("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
        await _lambda.RestoreWaits.Task;
        Assert.DoesNotContain("next", _lambda.Calls);

        _lambda.Restored.SetResult();

        await HelloAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_snapshot_that_fails_is_reported_and_the_process_says_so_by_its_exit_code()
    {
        _lambda.Restored.SetException(new InvalidOperationException("answered 500"));
        await using var program = Start(BuiltProgram.PathOf("RvWeb.Web"), ("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));

        var report = await _lambda.AnswerAsync();

        Assert.Equal(("init/error", "Runtime.BeforeSnapshotError"), (report.Path, report.ErrorType));
        Assert.Contains("restore/next was answered 500", (string)report.Body["errorMessage"]!, StringComparison.Ordinal);
        Assert.Equal(1, (await program.Exited.WaitAsync(CancellationToken)).ExitCode);
    }
}
