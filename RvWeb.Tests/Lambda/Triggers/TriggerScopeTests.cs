using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Lambda;
using RvWeb.Lambda.Triggers;

namespace RvWeb.Tests.Lambda.Triggers;

/// <summary>Services, time and what flows with an event.</summary>
public sealed class TriggerScopeTests : IAsyncLifetime
{
    private readonly Log _log = new();
    private TriggerApp _app = null!;

    private sealed class Log
    {
        public ConcurrentQueue<string> Lines { get; } = [];
    }

    private sealed class Store(Log log) : IAsyncDisposable
    {
        public int Id { get; } = log.Lines.Count;

        public ValueTask DisposeAsync()
        {
            log.Lines.Enqueue($"disposed {Id}");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Broken : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => throw new InvalidTimeZoneException("not saved");
    }

    public async ValueTask InitializeAsync() => _app = await CreateAsync(concurrency: 1);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task<TriggerApp> CreateAsync(int concurrency) => TriggerApp.CreateAsync(
        services => services.AddSingleton(_log).AddScoped<Store>().AddScoped<Broken>(), concurrency);

    [Fact(Timeout = 10_000)]
    public async Task Each_record_has_a_scope_of_its_own_which_is_disposed_before_the_next()
    {
        _app.Web.MapLambdaEvent(async (SqsMessage message, Store store, CancellationToken _) =>
        {
            await Task.Yield();
            _log.Lines.Enqueue($"message {message.MessageId[^1]} {store.Id}");
        });

        await _app.InvokeSampleAsync("sqs");

        Assert.Equal(["message 1 0", "disposed 0", "message 2 2", "disposed 2", "message 3 4", "disposed 4"], _log.Lines);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_failed_handlers_scope_is_disposed_too()
    {
        _app.Web.MapLambdaEvent((SnsNotification _, Store _, CancellationToken _) => throw new InvalidTimeZoneException("no such zone"));

        await _app.InvokeSampleAsync("sns");

        Assert.Equal(["disposed 0"], _log.Lines);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_scope_that_cannot_be_disposed_is_a_failed_record()
    {
        _app.Web.MapLambdaEvent((SnsNotification _, Broken _, CancellationToken _) => Task.CompletedTask);

        Assert.Equal("not saved", (string)(await _app.InvokeSampleAsync("sns")).Body["errorMessage"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_service_that_is_not_registered_is_an_error_that_names_it()
    {
        _app.Web.MapLambdaEvent((SnsNotification _, TriggerScopeTests _, CancellationToken _) => Task.CompletedTask);

        Assert.Contains(nameof(TriggerScopeTests), (string)(await _app.InvokeSampleAsync("sns")).Body["errorMessage"]!, StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_handler_can_have_three_services_the_scope_and_the_invocation_among_them()
    {
        _app.Lambda.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:eu-central-1:123456789012:function:web";
        _app.Web.MapLambdaEvent((SnsNotification _, Store store, IServiceProvider scope, ILambdaInvocationFeature invocation, CancellationToken _) =>
        {
            _log.Lines.Enqueue($"{scope.GetService(typeof(Store)) == store} {invocation.RequestId} {invocation.FunctionArn}");
            return Task.CompletedTask;
        });

        await _app.InvokeSampleAsync("sns");

        Assert.Equal("True 8476a536-e9f4-11e8-9739-2dfe598c3fcd arn:aws:lambda:eu-central-1:123456789012:function:web", _log.Lines.First());
    }

    [Fact(Timeout = 10_000)]
    public async Task Two_services_are_given_in_their_order()
    {
        _app.Web.MapLambdaEvent((SnsNotification _, Log log, Store store, CancellationToken _) =>
        {
            log.Lines.Enqueue($"store {store.Id}");
            return Task.CompletedTask;
        });

        await _app.InvokeSampleAsync("sns");

        Assert.Equal(["store 0", "disposed 0"], _log.Lines);
    }

    [Fact(Timeout = 10_000)]
    public async Task At_the_deadline_the_token_fires_and_what_is_not_handled_has_failed()
    {
        _app.Lambda.Deadline = _app.Time.GetUtcNow().AddSeconds(3);
        var waiting = new TaskCompletionSource();
        _app.Web.MapLambdaEvent(
            async (SqsMessage message, CancellationToken cancellationToken) =>
            {
                _log.Lines.Enqueue(message.MessageId[^1..]);
                if (!message.MessageId.EndsWith('2'))
                    return;
                waiting.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            },
            new LambdaEventOptions { ReportBatchItemFailures = true });

        var answer = _app.InvokeSampleAsync("sqs");
        await waiting.Task;
        _app.Time.Advance(TimeSpan.FromSeconds(2.8));
        Assert.False(answer.IsCompleted);
        _app.Time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"5f1c8a52-7d0e-4b6b-9f0d-0d3c6f0e1a02"},{"itemIdentifier":"5f1c8a52-7d0e-4b6b-9f0d-0d3c6f0e1a03"}]}""",
            (await answer).Body.ToJsonString());
        Assert.Equal(["1", "2"], _log.Lines);
    }

    [Theory(Timeout = 10_000)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task After_the_deadline_no_further_message_is_begun(int maxConcurrency)
    {
        _app.Lambda.Deadline = _app.Time.GetUtcNow().AddSeconds(3);
        _app.Web.MapLambdaEvent(
            async (SqsMessage message, CancellationToken cancellationToken) =>
            {
                _log.Lines.Enqueue(message.MessageId);
                var told = new TaskCompletionSource();
                await using var registration = cancellationToken.Register(told.SetResult);
                _app.Time.Advance(TimeSpan.FromSeconds(3));
                // Of two who turn the clock at once one returns before the timers have been called.
                await told.Task;
            },
            new LambdaEventOptions { MaxConcurrency = maxConcurrency });

        var answer = await _app.InvokeSampleAsync("sqs");

        Assert.Equal("The record was not handled: the invocation's time is up, or the server stops.", (string)answer.Body["errorMessage"]!);
        Assert.InRange(_log.Lines.Count, 1, maxConcurrency);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_server_that_stops_tells_handlers_after_a_grace()
    {
        var waiting = new TaskCompletionSource();
        _app.Web.MapLambdaEvent(async (SnsNotification _, CancellationToken cancellationToken) =>
        {
            waiting.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        });

        var answer = _app.InvokeSampleAsync("sns");
        await waiting.Task;
        var stop = _app.Web.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(answer.IsCompleted);
        _app.Time.Advance(TimeSpan.FromMilliseconds(250));
        await stop;

        Assert.Equal("Function.TaskCanceledException", (await answer).ErrorType);
    }

    [Fact(Timeout = 10_000)]
    public async Task What_flows_with_one_record_does_not_reach_the_next()
    {
        var flowing = new AsyncLocal<string?>();
        _app.Web.MapLambdaEvent((SqsMessage message, CancellationToken _) =>
        {
            _log.Lines.Enqueue(flowing.Value ?? "clean");
            flowing.Value = message.MessageId;
            return Task.CompletedTask;
        });

        await _app.InvokeSampleAsync("sqs");
        await _app.InvokeSampleAsync("sqs");

        Assert.Equal(["clean"], _log.Lines.Distinct());
        Assert.Equal(6, _log.Lines.Count);
    }

    [Fact(Timeout = 20_000)]
    public async Task Several_events_are_handled_at_once_by_several_loops()
    {
        await using var app = await CreateAsync(concurrency: 3);
        var entered = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Web.MapLambdaEvent(async (LambdaEvent source, ILambdaInvocationFeature invocation, CancellationToken _) =>
        {
            if (Interlocked.Increment(ref entered) == 3)
                all.SetResult();
            await all.Task;
            source.Respond($"{invocation.RequestId} {System.Text.Encoding.UTF8.GetString(source.Json.Span)}");
        });
        await app.StartAsync();

        for (var i = 0; i < 3; i++)
            app.Lambda.Queue(System.Text.Encoding.UTF8.GetBytes($"{i}"), $"id-{i}");
        var answers = new List<string>();
        for (var i = 0; i < 3; i++)
            answers.Add((string)(await app.Lambda.AnswerAsync()).Body!);

        Assert.Equal(["id-0 0", "id-1 1", "id-2 2"], answers.Order());
    }
}
