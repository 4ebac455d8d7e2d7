using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RvWeb.Lambda.Server;

namespace RvWeb.Tests.Lambda;

/// <summary>How the server starts and stops, and what of it Lambda is told.</summary>
public sealed class ServerLifetimeTests : OnLambdaServer
{
    [Fact(Timeout = 10_000)]
    public async Task Stopping_waits_for_the_invocation_that_runs()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        App.MapGet("/", async () =>
        {
            entered.SetResult();
            await release.Task;
            return "drained";
        });

        var answer = InvokeAsync(SampleEvents.FunctionUrl());
        await entered.Task;
        var stop = App.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stop.IsCompleted);
        release.SetResult();
        await stop;

        Assert.Equal("drained", (string)(await answer).Body["body"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task Stopping_aborts_the_request_after_a_grace()
    {
        var entered = new TaskCompletionSource();
        App.MapGet("/", async (HttpContext context) =>
        {
            var aborted = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(aborted.SetResult);
            entered.SetResult();
            await aborted.Task;
            return "heard";
        });

        var answer = InvokeAsync(SampleEvents.FunctionUrl());
        await entered.Task;
        var stop = App.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(answer.IsCompleted);
        Time.Advance(TimeSpan.FromMilliseconds(250));
        await stop;

        Assert.Equal("heard", (string)(await answer).Body["body"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task Stopping_ends_although_a_handler_does_not_listen()
    {
        var entered = new TaskCompletionSource<CancellationToken>();
        var release = new TaskCompletionSource();
        App.MapGet("/", async (HttpContext context) =>
        {
            entered.SetResult(context.RequestAborted);
            await release.Task;
        });
        await App.StartAsync(TestContext.Current.CancellationToken);
        Lambda.Queue(SampleEvents.FunctionUrl().Utf8());
        var aborted = await entered.Task;
        using var patience = new CancellationTokenSource();

        var stop = App.StopAsync(patience.Token);
        await patience.CancelAsync();
        await Task.WhenAny(stop);

        Assert.True(aborted.IsCancellationRequested);
        release.SetResult();
    }

    [Fact(Timeout = 10_000)]
    public async Task The_first_invocation_is_asked_for_when_the_whole_host_has_started()
    {
        App.MapGet("/", () => "x");
        Lambda.Queue(SampleEvents.FunctionUrl().Utf8());
        var started = false;
        App.Lifetime.ApplicationStarted.Register(() => started = true);

        await App.StartAsync(TestContext.Current.CancellationToken);
        await Lambda.AnswerAsync();

        Assert.True(started);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_start_up_that_fails_is_reported_with_type_message_and_stack()
    {
        await Task.Run(() => InitErrors.Report(Lambda.Endpoint, Thrown(new TimeZoneNotFoundException("no such zone"))), TestContext.Current.CancellationToken);

        var report = await Lambda.AnswerAsync();

        Assert.Equal("init/error", report.Path);
        Assert.Equal(("TimeZoneNotFoundException", "no such zone"), ((string)report.Body["errorType"]!, (string)report.Body["errorMessage"]!));
        Assert.Contains(nameof(Thrown), report.Body["stackTrace"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static TimeZoneNotFoundException Thrown(TimeZoneNotFoundException exception)
    {
        try
        {
            throw exception;
        }
        catch (TimeZoneNotFoundException thrown)
        {
            return thrown;
        }
    }

    [Fact(Timeout = 10_000)]
    public async Task A_runtime_api_that_is_gone_stops_the_host()
    {
        await App.StartAsync(TestContext.Current.CancellationToken);
        var stopping = new TaskCompletionSource();
        App.Lifetime.ApplicationStopping.Register(stopping.SetResult);

        await Lambda.DisposeAsync();

        await stopping.Task;
        Environment.ExitCode = 0;
    }
}
