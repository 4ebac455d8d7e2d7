using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Triggers;

namespace RvWeb.Tests.Lambda.Triggers;

public sealed class TriggerRoutingTests : IAsyncLifetime
{
    private readonly List<string> _handled = [];
    private TriggerApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TriggerApp.CreateAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map<T>(string name, string? source = null, string? detailType = null)
        where T : LambdaRecord =>
        _app.Web.MapLambdaEvent(
            (T _, CancellationToken _) =>
            {
                _handled.Add(name);
                return Task.CompletedTask;
            },
            new LambdaEventOptions { Source = source, DetailType = detailType });

    private void MapEverySource<T>(string source)
        where T : LambdaRecord
    {
        Map<T>("any");
        Map<T>("own", source);
        Map<T>("other", source + "2");
    }

    [Theory(Timeout = 10_000)]
    [InlineData("sqs")]
    [InlineData("sns")]
    [InlineData("s3")]
    [InlineData("dynamodb")]
    [InlineData("kinesis")]
    [InlineData("schedule")]
    [InlineData("eventbridge")]
    public async Task The_handler_for_the_events_own_source_is_called(string sample)
    {
        MapEverySource<SqsMessage>("orders");
        MapEverySource<SnsNotification>("alarms");
        MapEverySource<S3Record>("receipts-7f3a");
        MapEverySource<DynamoDbRecord>("orders");
        MapEverySource<KinesisRecord>("clicks");
        MapEverySource<ScheduledEvent>("nightly");
        MapEverySource<EventBridgeEvent>("shop.orders");

        await _app.InvokeSampleAsync(sample);

        Assert.Equal(["own"], _handled.Distinct());
    }

    [Fact(Timeout = 10_000)]
    public async Task A_source_without_a_handler_of_its_own_goes_to_the_one_for_all()
    {
        Map<SqsMessage>("other", "order");
        Map<SqsMessage>("any");

        await _app.InvokeSampleAsync("sqs");

        Assert.Equal(["any"], _handled.Distinct());
    }

    [Theory(Timeout = 10_000)]
    [InlineData("shop.orders", "Order Placed", "both")]
    [InlineData("shop.orders", "Order Sent", "source")]
    [InlineData("shop.tills", "Order Placed", "detail-type")]
    [InlineData("shop.tills", "Till Opened", "none")]
    public async Task Of_EventBridge_handlers_the_one_with_more_filters_wins(string source, string detailType, string expected)
    {
        Map<EventBridgeEvent>("none");
        Map<EventBridgeEvent>("detail-type", detailType: "Order Placed");
        Map<EventBridgeEvent>("both", "shop.orders", "Order Placed");
        Map<EventBridgeEvent>("source", "shop.orders");
        var sent = TriggerApp.Sample("eventbridge");
        (sent["source"], sent["detail-type"]) = (source, detailType);

        await _app.InvokeAsync((JsonNode)sent);

        Assert.Equal([expected], _handled);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_schedule_without_a_handler_of_its_own_is_an_EventBridge_event()
    {
        Map<ScheduledEvent>("hourly", "hourly");
        Map<EventBridgeEvent>("bus", "aws.events");

        await _app.InvokeSampleAsync("schedule");

        Assert.Equal(["bus"], _handled);
    }

    [Theory]
    [InlineData(null, null, "MapLambdaEvent: a handler for EventBridge is mapped already.")]
    [InlineData("a", "b", "MapLambdaEvent: a handler for EventBridge source 'a' detail-type 'b' is mapped already.")]
    public void Two_handlers_for_the_same_events_are_an_error_when_they_are_mapped(string? source, string? detailType, string message)
    {
        Map<EventBridgeEvent>("one", source, detailType);

        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Map<EventBridgeEvent>("two", source, detailType)).Message);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("sqs", "No handler is mapped for this event: SQS queue 'orders'. Mapped: SNS topic 'x', EventBridge.")]
    [InlineData("sns", "No handler is mapped for this event: SNS topic 'alarms'. Mapped: SNS topic 'x', EventBridge.")]
    [InlineData("kinesis", "No handler is mapped for this event: Kinesis stream 'clicks'. Mapped: SNS topic 'x', EventBridge.")]
    public async Task An_event_without_a_handler_is_an_error_that_says_what_came_and_what_is_mapped(string sample, string message)
    {
        Map<SnsNotification>("sns", "x");
        Map<EventBridgeEvent>("bus");

        var answer = await _app.InvokeSampleAsync(sample);

        Assert.EndsWith("/error", answer.Path, StringComparison.Ordinal);
        Assert.Equal(("Runtime.UnsupportedEvent", message), (answer.ErrorType, (string)answer.Body["errorMessage"]!));
    }

    [Theory(Timeout = 10_000)]
    [InlineData(true, "v2); mapped: SQS queue 'orders'. Top-level keys seen: hello.")]
    [InlineData(false, "v2). Top-level keys seen: hello.")]
    public async Task An_event_of_no_known_kind_is_an_error_that_lists_what_the_app_understands(bool maps, string end)
    {
        if (maps)
            Map<SqsMessage>("sqs", "orders");

        var answer = await _app.InvokeAsync("""{"hello":"secret"}""");

        Assert.Equal("Runtime.UnsupportedEvent", answer.ErrorType);
        Assert.EndsWith(end, (string)answer.Body["errorMessage"]!, StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task One_app_answers_requests_and_events()
    {
        Map<SqsMessage>("sqs");
        Map<LambdaEvent>("raw");
        _app.Web.MapGet("/hi", () => "hi");

        await _app.InvokeSampleAsync("sqs");
        var web = await _app.InvokeAsync((JsonNode)SampleEvents.FunctionUrl(rawPath: "/hi"));
        await _app.InvokeAsync("""{"a":1}""");

        Assert.Equal("hi", (string)web.Body["body"]!);
        Assert.Equal(["sqs", "sqs", "sqs", "raw"], _handled);
    }

    [Fact(Timeout = 10_000)]
    public async Task Handlers_can_be_mapped_on_a_group()
    {
        _app.Web.MapGroup("/events").MapLambdaEvent((SqsMessage _, CancellationToken _) =>
        {
            _handled.Add("group");
            return Task.CompletedTask;
        });

        await _app.InvokeSampleAsync("sqs");

        Assert.Equal(["group"], _handled.Distinct());
    }

    [Fact(Timeout = 10_000)]
    public async Task Nothing_can_be_mapped_once_events_have_come()
    {
        Map<SqsMessage>("sqs");
        await _app.InvokeSampleAsync("sqs");

        Assert.Equal("MapLambdaEvent: the app has started; map events before that.",
            Assert.Throws<InvalidOperationException>(() => Map<SnsNotification>("sns")).Message);
    }

    public static TheoryData<string, Action<WebApplication>, string> Wrong => new()
    {
        { "arn", Add<SqsMessage>(new() { Source = "arn:aws:sqs:eu-central-1:1:orders" }),
            "MapLambdaEvent: Source is 'arn:aws:sqs:eu-central-1:1:orders' for SQS; it must be the bare name, no ARN and no URL." },
        { "empty", Add<SqsMessage>(new() { Source = " " }), "MapLambdaEvent: Source is ' ' for SQS; it must be a name; leave it out for all." },
        { "raw", Add<LambdaEvent>(new() { Source = "x" }),
            "MapLambdaEvent: Source is 'x' for any other event; a LambdaEvent has no source; tell such events apart in the handler." },
        { "detail", Add<SqsMessage>(new() { DetailType = "x" }),
            "MapLambdaEvent: DetailType is 'x' for SQS; only an EventBridgeEvent has a detail-type." },
        { "report", Add<SnsNotification>(new() { ReportBatchItemFailures = true }),
            "MapLambdaEvent: ReportBatchItemFailures is 'True' for SNS; only SQS, Kinesis and DynamoDB have such an answer." },
        { "zero", Add<SqsMessage>(new() { MaxConcurrency = 0 }), "MapLambdaEvent: MaxConcurrency is '0' for SQS; it must be from 1 to 10000." },
        { "stream", Add<KinesisRecord>(new() { MaxConcurrency = 2 }),
            "MapLambdaEvent: MaxConcurrency is '2' for Kinesis; only the messages of an SQS standard queue can be handled at once." },
        { "fifo", Add<SqsMessage>(new() { Source = "orders.fifo", MaxConcurrency = 2 }),
            "MapLambdaEvent: MaxConcurrency is '2' for SQS; only the messages of an SQS standard queue can be handled at once." },
    };

    private static Action<WebApplication> Add<T>(LambdaEventOptions options)
        where T : LambdaRecord =>
        app => app.MapLambdaEvent((T _, CancellationToken _) => Task.CompletedTask, options);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_option_without_a_meaning_is_an_error_when_it_is_mapped(string name, Action<WebApplication> map, string message)
    {
        Assert.NotEmpty(name);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => map(_app.Web)).Message);
    }

    [Fact]
    public void A_handler_of_no_kind_in_particular_is_an_error() => Assert.Equal(
        "MapLambdaEvent: a handler's first parameter is LambdaRecord but must be one kind of record, such as SqsMessage, or LambdaEvent.",
        Assert.Throws<InvalidOperationException>(() => Map<LambdaRecord>("any")).Message);

    [Fact(Timeout = 10_000)]
    public async Task On_Kestrel_the_mapping_is_checked_and_otherwise_without_effect()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        await using var app = builder.Build();
        app.MapLambdaEvent((SqsMessage _, CancellationToken _) => Task.CompletedTask);
        app.MapGet("/", () => "hi");

        Assert.Throws<InvalidOperationException>(() => app.MapLambdaEvent((SqsMessage _, CancellationToken _) => Task.CompletedTask));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        Assert.Equal("hi", await client.GetStringAsync(new Uri(app.Services.GetServerAddresses()), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Without_the_Lambda_server_the_error_says_what_is_missing()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        Assert.Equal("MapLambdaEvent needs the Lambda server: call builder.Services.AddAWSLambdaHosting(...) before builder.Build().",
            Assert.Throws<InvalidOperationException>(() => app.MapLambdaEvent((SqsMessage _, CancellationToken _) => Task.CompletedTask)).Message);
    }
}
