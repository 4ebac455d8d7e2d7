using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using RvWeb.Lambda.Triggers;

namespace RvWeb.Tests.Lambda.Triggers;

/// <summary>The documented shape of each kind, field by field.</summary>
public sealed class TypedEventTests : IAsyncLifetime
{
    private TriggerApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TriggerApp.CreateAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<List<T>> HandleAsync<T>(string sample)
        where T : LambdaRecord
    {
        var records = new List<T>();
        _app.Web.MapLambdaEvent((T record, CancellationToken _) =>
        {
            records.Add(record);
            return Task.CompletedTask;
        });
        var answer = await _app.InvokeSampleAsync(sample);
        Assert.EndsWith("/response", answer.Path, StringComparison.Ordinal);
        return records;
    }

    [Fact(Timeout = 10_000)]
    public async Task An_SQS_message_has_its_body_attributes_and_times()
    {
        var messages = await HandleAsync<SqsMessage>("sqs");

        Assert.Equal(["5f1c8a52-7d0e-4b6b-9f0d-0d3c6f0e1a01", "5f1c8a52-7d0e-4b6b-9f0d-0d3c6f0e1a02", "5f1c8a52-7d0e-4b6b-9f0d-0d3c6f0e1a03"],
            messages.Select(message => message.MessageId));
        var first = messages[0];
        Assert.Equal(new Order(17, "café au lait"), first.Read(TriggerJson.Default.Order));
        Assert.Equal("AQEBzb1kWm8Xq0T5uY2pV7aLr3Nd9Cf6Hs4Je1Gi0Kx==", first.ReceiptHandle);
        Assert.Equal(("orders", "arn:aws:sqs:eu-central-1:123456789012:orders"), (first.QueueName, first.QueueArn));
        Assert.Equal((2, "AIDAQ3EGXAMPLE7T2PLKW"), (first.ReceiveCount, first.SenderId));
        Assert.Equal(1795338000123, first.SentAt!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(1795338000456, first.FirstReceivedAt!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(("String", "blue"), (first.MessageAttributes["Tenant"].Type, first.MessageAttributes["Tenant"].Text));
        Assert.Equal(("Number.int", "3"), (first.MessageAttributes["Tries"].Type, first.MessageAttributes["Tries"].Text));
        Assert.Equal([0, 255, 16], first.MessageAttributes["Seal"].Bytes.ToArray());
        Assert.Null(first.MessageGroupId);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_message_of_a_FIFO_queue_has_its_group_and_order()
    {
        var message = (await HandleAsync<SqsMessage>("sqs-fifo"))[1];

        Assert.Equal(("orders.fifo", "till-4", "order-18", "18849496460467696384"),
            (message.QueueName, message.MessageGroupId, message.MessageDeduplicationId, message.SequenceNumber));
    }

    [Fact(Timeout = 10_000)]
    public async Task An_SNS_notification_has_its_message_and_attributes()
    {
        var notification = Assert.Single(await HandleAsync<SnsNotification>("sns"));

        Assert.Equal(new Order(17, "café au lait"), notification.Read(TriggerJson.Default.Order));
        Assert.Equal(("95df01b4-ee98-5cb9-9903-4c221d41eb5e", "Till 4", "alarms"),
            (notification.MessageId, notification.Subject, notification.TopicName));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 0, 0, 123, TimeSpan.Zero), notification.PublishedAt);
        Assert.Equal("blue", notification.MessageAttributes["Tenant"].Text);
        Assert.Equal([0, 255, 16], notification.MessageAttributes["Seal"].Bytes.ToArray());
        Assert.StartsWith("arn:aws:sns:eu-central-1:123456789012:alarms:", notification.SubscriptionArn, StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task An_S3_record_has_the_key_as_it_is_in_the_bucket()
    {
        var records = await HandleAsync<S3Record>("s3");

        Assert.Equal(["2026/café au lait+1.pdf", "2025/old.pdf"], records.Select(record => record.Key));
        Assert.Equal(["ObjectCreated:Put", "ObjectRemoved:Delete"], records.Select(record => record.EventName));
        Assert.Equal([1305107, null], records.Select(record => record.Size));
        Assert.Equal(("receipts-7f3a", "receipts-created", "AWS:AIDAQ3EGXAMPLE7T2PLKW", "eu-central-1"),
            (records[0].BucketName, records[0].ConfigurationId, records[0].PrincipalId, records[0].Region));
        Assert.Equal(("b21b84d653bb07b05b1e6b33684dc11b", "096fKKXTRTtl3on89fVO.nfljtsv6qko", "0C0F6F405D6ED209E1"),
            (records[0].ETag, records[0].VersionId, records[0].Sequencer));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 0, 1, TimeSpan.Zero), records[1].EventTime);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_DynamoDB_record_has_typed_values_and_reads_as_plain_JSON()
    {
        var records = await HandleAsync<DynamoDbRecord>("dynamodb");

        var image = records[0].NewImage!;
        Assert.Equal((101m, "café au lait", 3.50m, "3.50", true), (image["Id"].Number, image["Item"].Text, image["Price"].Number,
            image["Price"].NumberText, image["Paid"].Flag));
        Assert.True(image["Note"].IsNothing);
        Assert.Equal([0, 255, 16], image["Seal"].Bytes.ToArray());
        Assert.Equal(4m, image["Till"].Map["Number"].Number);
        Assert.Equal([DynamoDbType.Text, DynamoDbType.Number], image["Extras"].List.Select(value => value.Type));
        Assert.Equal(["hot", "milk"], image["Tags"].Texts);
        Assert.Equal(["1", "2.5"], image["Sizes"].NumberTexts);
        Assert.Equal([1], image["Seals"].ByteStrings[1]);
        Assert.Equal(new Order(101, "café au lait"), records[0].ReadNewImage(TriggerJson.Default.Order));
        Assert.Equal(new Order(102, "tea"), records[1].ReadOldImage(TriggerJson.Default.Order));
        Assert.Null(records[1].NewImage);
        Assert.Equal(["INSERT", "REMOVE", "INSERT"], records.Select(record => record.EventName));
        Assert.Equal(("orders", "dynamodb.amazonaws.com", 102m), (records[1].TableName, records[1].PrincipalId, records[1].Keys["Id"].Number));
        Assert.Equal(1795338001, records[1].ChangedAt!.Value.ToUnixTimeSeconds());
    }

    [Fact(Timeout = 10_000)]
    public async Task Every_DynamoDB_type_has_its_plain_JSON()
    {
        var image = (await HandleAsync<DynamoDbRecord>("dynamodb"))[0].NewImage!;

        var json = JsonDocument.Parse(DynamoDbValue.ToJson(image));

        Assert.Equal(
            """{"Id":101,"Item":"café au lait","Price":3.50,"Paid":true,"Note":null,"Seal":"AP8Q","Till":{"Number":4},"Extras":["sugar",2],"Tags":["hot","milk"],"Sizes":[1,2.5],"Seals":["AP8Q","AQ=="]}""",
            System.Text.RegularExpressions.Regex.Unescape(json.RootElement.GetRawText()));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_DynamoDB_value_that_is_read_as_another_type_says_which_it_is()
    {
        var image = (await HandleAsync<DynamoDbRecord>("dynamodb"))[0].NewImage!;

        Assert.Equal("The attribute is a Number but was read as a Text.",
            Assert.Throws<InvalidOperationException>(() => image["Id"].Text).Message);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_Kinesis_record_has_its_bytes()
    {
        var records = await HandleAsync<KinesisRecord>("kinesis");

        Assert.Equal("""{"id":17,"item":"café au lait"}""", Encoding.UTF8.GetString(records[0].Data.Span));
        Assert.Equal([17, 18, 19], records.Select(record => record.Read(TriggerJson.Default.Order).Id));
        Assert.Equal(("clicks", "till-4", "49590338271490256608559692538361571095921575989136588899"),
            (records[1].StreamName, records[1].PartitionKey, records[1].SequenceNumber));
        Assert.Equal(1795338000123, records[0].ArrivedAt!.Value.ToUnixTimeMilliseconds());
    }

    [Fact(Timeout = 10_000)]
    public async Task An_EventBridge_event_has_its_detail()
    {
        var placed = Assert.Single(await HandleAsync<EventBridgeEvent>("eventbridge"));

        Assert.Equal(new Order(17, "café au lait"), placed.Read(TriggerJson.Default.Order));
        Assert.Equal(("7bf73129-1428-4cd3-a780-95db273d1602", "shop.orders", "Order Placed", "123456789012", "eu-central-1"),
            (placed.Id, placed.Source, placed.DetailType, placed.Account, placed.Region));
        Assert.Equal(["arn:aws:ecs:eu-central-1:123456789012:task/till-4"], placed.Resources);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), placed.Time);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("aws.events", "arn:aws:events:eu-central-1:123456789012:rule/nightly")]
    [InlineData("aws.events", "arn:aws:events:eu-central-1:123456789012:rule/bus/nightly")]
    [InlineData("aws.scheduler", "arn:aws:scheduler:eu-central-1:123456789012:schedule/default/nightly")]
    public async Task A_tick_of_a_schedule_has_the_rules_name(string source, string rule)
    {
        var ticks = new List<ScheduledEvent>();
        _app.Web.MapLambdaEvent((ScheduledEvent tick, CancellationToken _) =>
        {
            ticks.Add(tick);
            return Task.CompletedTask;
        });
        var sent = TriggerApp.Sample("schedule");
        (sent["source"], sent["resources"]![0]) = (source, rule);

        await _app.InvokeAsync(sent);

        var tick = Assert.Single(ticks);
        Assert.Equal(("nightly", "cdc73f9d-aea9-11e3-9d5a-835b769c0d9c"), (tick.RuleName, tick.Id));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), tick.Time);
    }

    [Fact(Timeout = 10_000)]
    public async Task Each_record_carries_its_own_JSON()
    {
        var seen = new List<string>();
        _app.Web.MapLambdaEvent((SqsMessage message, CancellationToken _) =>
        {
            seen.Add(JsonDocument.Parse(message.Json).RootElement.GetProperty("md5OfBody").GetString()!);
            return Task.CompletedTask;
        });

        await _app.InvokeSampleAsync("sqs");

        Assert.Equal(["0b1b3e5b5f7d6b1f8f6f3d2c1b0a9f8e", "1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "6f5e4d3c2b1a0f9e8d7c6b5a4f3e2d1c"], seen);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs"}]}""")]
    [InlineData("""{"Records":[{"EventSource":"aws:sns"}]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:s3","s3":{}}]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:dynamodb","dynamodb":null}]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:kinesis","kinesis":{}}]}""")]
    [InlineData("""{"source":"a","detail-type":"b"}""")]
    [InlineData("""{"source":"aws.events","detail-type":"Scheduled Event"}""")]
    public async Task All_that_does_not_tell_kinds_apart_may_be_missing(string json)
    {
        var handled = 0;
        Task Count(LambdaRecord record)
        {
            handled++;
            return Task.CompletedTask;
        }

        _app.Web.MapLambdaEvent((SqsMessage record, CancellationToken _) => Count(record));
        _app.Web.MapLambdaEvent((SnsNotification record, CancellationToken _) => Count(record));
        _app.Web.MapLambdaEvent((S3Record record, CancellationToken _) => Count(record));
        _app.Web.MapLambdaEvent((DynamoDbRecord record, CancellationToken _) => Count(record));
        _app.Web.MapLambdaEvent((KinesisRecord record, CancellationToken _) => Count(record));
        _app.Web.MapLambdaEvent((EventBridgeEvent record, CancellationToken _) => Count(record));
        _app.Web.MapLambdaEvent((ScheduledEvent record, CancellationToken _) => Count(record));

        var answer = await _app.InvokeAsync(json);

        Assert.EndsWith("/response", answer.Path, StringComparison.Ordinal);
        Assert.Equal(1, handled);
    }
}
