using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using RvWeb.Lambda.Triggers;

namespace RvWeb.Tests.Lambda.Triggers;

/// <summary>
/// What Lambda is told of records that failed. Sources: docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html,
/// services-kinesis-batchfailurereporting.html, services-ddb-batchfailurereporting.html.
/// </summary>
public sealed class BatchAnswerTests : IAsyncLifetime
{
    private static readonly LambdaEventOptions Reporting = new() { ReportBatchItemFailures = true };
    private readonly List<string> _tried = [];
    private TriggerApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TriggerApp.CreateAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Maps a handler that fails for these records, numbered by what ends their identifier.</summary>
    private void Map<T>(LambdaEventOptions? options, Func<T, string> identifier, params string[] failing)
        where T : LambdaRecord =>
        _app.Web.MapLambdaEvent(
            async (T record, CancellationToken _) =>
            {
                await Task.Yield();
                var last = identifier(record)[^1..];
                lock (_tried)
                    _tried.Add(last);
                if (failing.Contains(last))
                    throw new InvalidTimeZoneException($"no such zone {last}");
            },
            options);

    private static string[] Failures(FakeRuntimeApi.Answer answer)
    {
        Assert.EndsWith("/response", answer.Path, StringComparison.Ordinal);
        return [.. answer.Body["batchItemFailures"]!.AsArray().Select(failure => (string)failure!["itemIdentifier"]!)];
    }

    private static void AssertFailed(FakeRuntimeApi.Answer answer, string message)
    {
        Assert.EndsWith("/error", answer.Path, StringComparison.Ordinal);
        Assert.Equal((message, "InvalidTimeZoneException"), ((string)answer.Body["errorMessage"]!, (string)answer.Body["errorType"]!));
        Assert.Equal("Function.InvalidTimeZoneException", answer.ErrorType);
    }

    [Fact(Timeout = 10_000)]
    public async Task Nothing_failed_is_an_empty_list()
    {
        Map<SqsMessage>(Reporting, message => message.MessageId);

        Assert.Empty(Failures(await _app.InvokeSampleAsync("sqs")));
        Assert.Equal(["1", "2", "3"], _tried);
    }

    [Fact(Timeout = 10_000)]
    public async Task Of_a_standard_queue_each_failed_message_is_listed_and_the_others_go_on()
    {
        Map<SqsMessage>(Reporting, message => message.MessageId, "1", "3");

        Assert.Equal(["5f1c8a52-7d0e-4b6b-9f0d-0d3c6f0e1a01", "5f1c8a52-7d0e-4b6b-9f0d-0d3c6f0e1a03"],
            Failures(await _app.InvokeSampleAsync("sqs")));
        Assert.Equal(["1", "2", "3"], _tried);
    }

    [Fact(Timeout = 10_000)]
    public async Task Of_a_FIFO_queue_the_first_failed_message_and_all_after_it_are_listed_untried()
    {
        Map<SqsMessage>(Reporting, message => message.MessageId, "2");

        Assert.Equal(["5f1c8a52-7d0e-4b6b-9f0d-0d3c6f0e1a02", "5f1c8a52-7d0e-4b6b-9f0d-0d3c6f0e1a03"],
            Failures(await _app.InvokeSampleAsync("sqs-fifo")));
        Assert.Equal(["1", "2"], _tried);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("kinesis", "49590338271490256608559692538361571095921575989136588899", "9")]
    [InlineData("dynamodb", "111000000000000000002", "2")]
    public async Task Of_a_stream_only_the_first_failed_record_is_named_and_none_after_it_is_tried(string sample, string sequenceNumber, string failing)
    {
        Map<KinesisRecord>(Reporting, record => record.SequenceNumber, failing);
        Map<DynamoDbRecord>(Reporting, record => record.SequenceNumber, failing);

        Assert.Equal([sequenceNumber], Failures(await _app.InvokeSampleAsync(sample)));
        Assert.Equal(2, _tried.Count);
    }

    /// <summary>A mapping without ReportBatchItemFailures would take a list for success and delete what failed.</summary>
    [Fact(Timeout = 10_000)]
    public async Task Unless_told_otherwise_a_failed_message_fails_the_invocation_after_all_were_tried()
    {
        Map<SqsMessage>(null, message => message.MessageId, "2", "3");

        AssertFailed(await _app.InvokeSampleAsync("sqs"), "no such zone 2");
        Assert.Equal(["1", "2", "3"], _tried);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("kinesis", "9")]
    [InlineData("dynamodb", "2")]
    [InlineData("sqs-fifo", "2")]
    public async Task Unless_told_otherwise_a_failed_record_fails_the_invocation_and_none_after_it_is_tried(string sample, string failing)
    {
        Map<SqsMessage>(null, record => record.MessageId, failing);
        Map<KinesisRecord>(null, record => record.SequenceNumber, failing);
        Map<DynamoDbRecord>(null, record => record.SequenceNumber, failing);

        AssertFailed(await _app.InvokeSampleAsync(sample), "no such zone " + failing);
        Assert.Equal(2, _tried.Count);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("sns", "e", 1)]
    [InlineData("s3", "t", 2)]
    [InlineData("eventbridge", "2", 1)]
    [InlineData("schedule", "c", 1)]
    public async Task A_failed_handler_of_the_others_fails_the_invocation_after_all_records_were_tried(string sample, string failing, int count)
    {
        Map<SnsNotification>(null, notification => notification.MessageId, failing);
        Map<S3Record>(null, record => record.EventName, failing);
        Map<EventBridgeEvent>(null, placed => placed.Id, failing);
        Map<ScheduledEvent>(null, tick => tick.Id, failing);

        AssertFailed(await _app.InvokeSampleAsync(sample), "no such zone " + failing);
        Assert.Equal(count, _tried.Count);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_handler_that_throws_before_it_awaits_is_a_failed_record_too()
    {
        _app.Web.MapLambdaEvent((SqsMessage _, CancellationToken _) => throw new InvalidTimeZoneException("at once"), Reporting);

        Assert.Equal(3, Failures(await _app.InvokeSampleAsync("sqs")).Length);
    }

    [Fact(Timeout = 10_000)]
    public async Task Messages_are_handled_at_once_up_to_the_limit()
    {
        var running = 0;
        var most = 0;
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Web.MapLambdaEvent(
            async (SqsMessage message, CancellationToken _) =>
            {
                var now = Interlocked.Increment(ref running);
                lock (_tried)
                    most = Math.Max(most, now);
                if (now == 2)
                    both.TrySetResult();
                await both.Task;
                await Task.Yield();
                Interlocked.Decrement(ref running);
                if (message.MessageId is "7" or "40")
                    throw new InvalidTimeZoneException("no such zone");
            },
            new LambdaEventOptions { ReportBatchItemFailures = true, MaxConcurrency = 2 });
        var records = Enumerable.Range(0, 100).Select(i => $$"""{"messageId":"{{i}}","eventSource":"aws:sqs","eventSourceARN":"a:orders"}""");

        Assert.Equal(["7", "40"], Failures(await _app.InvokeAsync($$"""{"Records":[{{string.Join(',', records)}}]}""")));
        Assert.Equal(2, most);
    }

    [Fact(Timeout = 10_000)]
    public async Task The_messages_of_a_FIFO_queue_are_handled_one_by_one_whatever_the_limit()
    {
        Map<SqsMessage>(new LambdaEventOptions { ReportBatchItemFailures = true, MaxConcurrency = 3 }, message => message.MessageId, "1");

        Assert.Equal(3, Failures(await _app.InvokeSampleAsync("sqs-fifo")).Length);
        Assert.Equal(["1"], _tried);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_message_without_an_id_makes_the_whole_batch_come_again()
    {
        Map<SqsMessage>(Reporting, message => message.Body, "}");
        var sent = TriggerApp.Sample("sqs");
        sent["Records"]![0]!.AsObject().Remove("messageId");

        Assert.Contains("", Failures(await _app.InvokeAsync((JsonNode)sent)));
    }
}
