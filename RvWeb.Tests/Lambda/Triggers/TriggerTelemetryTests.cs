using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using RvWeb.Lambda.Triggers;

namespace RvWeb.Tests.Lambda.Triggers;

/// <summary>Sources: opentelemetry.io/docs/specs/semconv/faas/faas-spans, /faas/aws-lambda, /messaging/messaging-spans.</summary>
public sealed class TriggerTelemetryTests : IAsyncLifetime
{
    private readonly string _trace = ActivityTraceId.CreateRandom().ToHexString();
    private readonly List<Activity> _spans = [];
    private readonly ActivityListener _listener;
    private TriggerApp _app = null!;

    public TriggerTelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "RvWeb.Lambda",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId.ToHexString() == _trace)
                    lock (_spans)
                        _spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public async ValueTask InitializeAsync()
    {
        _app = await TriggerApp.CreateAsync();
        _app.Lambda.TraceId = $"Root=1-{_trace[..8]}-{_trace[8..]};Parent=53995c3f42cd8ad8;Sampled=1";
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _app.DisposeAsync();
    }

    private static Task Succeed(LambdaRecord record, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<Activity> InvokeAsync(JsonNode sent)
    {
        _app.Web.MapLambdaEvent<SqsMessage>(Succeed);
        _app.Web.MapLambdaEvent<SnsNotification>(Succeed);
        _app.Web.MapLambdaEvent<S3Record>(Succeed);
        _app.Web.MapLambdaEvent<DynamoDbRecord>(Succeed);
        _app.Web.MapLambdaEvent<KinesisRecord>(Succeed);
        _app.Web.MapLambdaEvent<EventBridgeEvent>(Succeed);
        _app.Web.MapLambdaEvent<ScheduledEvent>(Succeed);
        _app.Web.MapLambdaEvent<LambdaEvent>(Succeed);
        await _app.InvokeAsync(sent);
        await _app.Web.StopAsync(TestContext.Current.CancellationToken);
        return Assert.Single(_spans, span => span.OperationName == "invoke");
    }

    [Theory(Timeout = 10_000)]
    [InlineData("sqs", "pubsub", "messaging.destination.name", "orders")]
    [InlineData("sqs", "pubsub", "messaging.system", "aws_sqs")]
    [InlineData("sqs", "pubsub", "messaging.batch.message_count", 3)]
    [InlineData("sns", "pubsub", "messaging.system", "aws.sns")]
    [InlineData("kinesis", "pubsub", "messaging.destination.name", "clicks")]
    [InlineData("s3", "datasource", "faas.document.collection", "receipts-7f3a")]
    [InlineData("dynamodb", "datasource", "faas.document.collection", "orders")]
    [InlineData("schedule", "timer", "faas.time", "2026-11-22T09:00:00.0000000+00:00")]
    [InlineData("eventbridge", "other", "faas.coldstart", true)]
    public async Task The_invocations_span_says_what_triggered_it(string sample, string trigger, string tag, object value)
    {
        var invoke = await InvokeAsync(TriggerApp.Sample(sample));

        Assert.Equal(trigger, invoke.GetTagItem("faas.trigger"));
        Assert.Equal(value, invoke.GetTagItem(tag));
        Assert.Equal("53995c3f42cd8ad8", invoke.ParentSpanId.ToHexString());
    }

    [Fact(Timeout = 10_000)]
    public async Task Any_other_event_is_of_another_trigger() =>
        Assert.Equal("other", (await InvokeAsync(new JsonObject())).GetTagItem("faas.trigger"));

    [Fact(Timeout = 10_000)]
    public async Task A_request_is_still_an_http_trigger() =>
        Assert.Equal("http", (await InvokeAsync(SampleEvents.FunctionUrl())).GetTagItem("faas.trigger"));

    [Fact(Timeout = 10_000)]
    public async Task Each_message_has_a_span_that_is_linked_to_its_sender()
    {
        var sent = TriggerApp.Sample("sqs");
        sent["Records"]![1]!["messageAttributes"] = new JsonObject
        {
            ["traceparent"] = new JsonObject { ["dataType"] = "String", ["stringValue"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
        };

        var invoke = await InvokeAsync(sent);

        var messages = _spans.FindAll(span => span.OperationName == "process orders");
        Assert.All(messages, message => Assert.Equal((invoke.SpanId, ActivityKind.Consumer), (message.ParentSpanId, message.Kind)));
        Assert.Equal("5f1c8a52-7d0e-4b6b-9f0d-0d3c6f0e1a01", messages[0].GetTagItem("messaging.message.id"));
        Assert.Equal(
            ["69217c3a5b1f0c9d2e7a4f8866d0aa31-53995c3f42cd8ad8", "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331", ""],
            messages.Select(message => string.Join(',', message.Links.Select(link => $"{link.Context.TraceId}-{link.Context.SpanId}"))));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_failed_message_is_an_error_on_its_span_and_the_invocations()
    {
        _app.Web.MapLambdaEvent(
            (SqsMessage message, CancellationToken _) => message.MessageId.EndsWith('2') ? throw new InvalidTimeZoneException("no such zone") : Task.CompletedTask,
            new() { Source = "orders", ReportBatchItemFailures = true });

        var invoke = await InvokeAsync(TriggerApp.Sample("sqs"));

        Assert.Equal((ActivityStatusCode.Error, "no such zone"), (invoke.Status, invoke.StatusDescription));
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error, ActivityStatusCode.Unset],
            _spans.FindAll(span => span.OperationName == "process orders").Select(span => span.Status));
    }
}
