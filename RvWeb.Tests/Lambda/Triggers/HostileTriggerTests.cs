using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.AspNetCore.Builder;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.Triggers;
using RvWeb.Lambda.Triggers.Routing;

namespace RvWeb.Tests.Lambda.Triggers;

public sealed class HostileTriggerTests
{
    private static readonly string[] Names = ["sqs", "sqs-fifo", "sns", "s3", "dynamodb", "kinesis", "eventbridge", "schedule"];
    private static readonly TriggerRoutes Routes = AllKinds();
    private static readonly byte[][] Samples = [.. Names.Select(name => SampleEvents.Read("Triggers/" + name))];

    /// <summary>What a field may be replaced by; text in JSON.</summary>
    private static readonly string[] Values =
    [
        "null", "1", "-1e999", "99999999999999999999", "1e17", "true", "\"\"", "\"x\"", "\"\\uD800\"", "[]", "[1]", "[null]", "[{}]", "{}", "{\"S\":1}",
        "{\"a\\uD800\":1}", "{\"N\":\"1 \"}", "{\"L\":[{\"M\":{\"\":{}}}]}", "\"arn:\"", "\"aws:s3\"", "\"%zz+%\"", "\"AP8=Q\"", "{\"a\":{\"S\":null}}",
    ];

    /// <summary>A sample in which some values, at any depth, are others.</summary>
    private static readonly Gen<byte[]> Reshaped =
        from name in Gen.OneOf(Names)
        from changes in Gen.Select(Gen.Int[0, 10_000], Gen.OneOf(Values)).Array[1, 4]
        select changes.Aggregate(SampleEvents.Read("Triggers/" + name), Replace);

    /// <summary>A sample that has lost some bytes and gained others.</summary>
    private static readonly Gen<byte[]> Mutated =
        from sample in Gen.OneOf(Samples)
        from changes in Gen.Select(Gen.Int[0, 4096], Gen.Int[0, 30], Gen.Byte.Array[0, 6]).Array[1, 4]
        select changes.Aggregate(sample, (bytes, change) =>
        {
            var at = change.Item1 % (bytes.Length + 1);
            return [.. bytes[..at], .. change.Item3, .. bytes[Math.Min(bytes.Length, at + change.Item2)..]];
        });

    private static TriggerRoutes AllKinds()
    {
        var routes = new TriggerRoutes(services: null!);
        foreach (var kind in Enum.GetValues<TriggerKind>().Where(kind => kind != TriggerKind.Other))
            routes.Add(new TriggerRoute(kind, new LambdaEventOptions(), (_, _, _) => Task.CompletedTask));
        return routes;
    }

    /// <summary>Values begin at quotes, braces, brackets and digits; this replaces one as text, so that invalid escapes stay possible.</summary>
    private static byte[] Replace(byte[] json, (int Place, string Value) change)
    {
        var places = new List<Range>();
        var reader = new System.Text.Json.Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is System.Text.Json.JsonTokenType.PropertyName or System.Text.Json.JsonTokenType.EndObject
                or System.Text.Json.JsonTokenType.EndArray)
                continue;
            var inner = new System.Text.Json.Utf8JsonReader(json.AsSpan((int)reader.TokenStartIndex));
            inner.Read();
            inner.Skip();
            places.Add((int)reader.TokenStartIndex..(int)(reader.TokenStartIndex + inner.BytesConsumed));
        }

        var place = places[change.Place % places.Count];
        return [.. json[..place.Start], .. System.Text.Encoding.UTF8.GetBytes(change.Value), .. json[place.End..]];
    }

    /// <summary>As the loop reads it; anything but these exceptions fails the test.</summary>
    private static Exception? Refusal(byte[] json)
    {
        try
        {
            if (!new HttpEventReader().TryRead(json, out _))
                Routes.Match(json);
            return null;
        }
        catch (Exception exception) when (exception is MalformedEventException or UnsupportedEventException)
        {
            return exception;
        }
    }

    [Fact]
    public void Any_reshaped_sample_is_read_or_refused() => Reshaped.Sample(json => { Refusal(json); }, iter: 50_000);

    [Fact]
    public void Any_mutated_sample_is_read_or_refused() => Mutated.Sample(json => { Refusal(json); }, iter: 50_000);

    [Fact]
    public void The_samples_themselves_are_read() => Assert.All(Samples, sample => Assert.Null(Refusal(sample)));

    [Theory]
    [InlineData("""{"Records":5}""", "'Records' must be a list of at least one object.")]
    [InlineData("""{"Records":[]}""", "'Records' must be a list of at least one object.")]
    [InlineData("""{"Records":["secret"]}""", "'Records' must be a list of at least one object.")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","body":5}]}""", "'Records[0].body' is a number but must be a string.")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs"},"secret"]}""", "'Records[1]' is a string but must be an object.")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs"},{"eventSource":"aws:s3"}]}""", "'Records[1]' comes from elsewhere than the first record.")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","eventSourceARN":"a:b"},{"eventSource":"aws:sqs","eventSourceARN":"a:c"}]}""",
        "'Records[1]' comes from elsewhere than the first record.")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","attributes":[]}]}""", "'Records[0].attributes' is a list but must be an object.")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","attributes":{"SentTimestamp":"secret"}}]}""",
        "'Records[0].attributes.SentTimestamp' is a string but must be a whole number.")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","attributes":{"SentTimestamp":"999999999999999999"}}]}""",
        "'Records[0].attributes.SentTimestamp' is no time that there could be.")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","messageAttributes":{"secret":1}}]}""",
        "'Records[0].messageAttributes' is a number but must be an object.")]
    [InlineData("""{"Records":[{"EventSource":"aws:sns","Sns":{"Timestamp":"secret"}}]}""",
        "'Records[0].Sns.Timestamp' is a string but must be a time (ISO 8601).")]
    [InlineData("""{"Records":[{"eventSource":"aws:kinesis","kinesis":{"data":"sec*ret"}}]}""",
        "'Records[0].kinesis.data' is a string but must be base64.")]
    [InlineData("""{"Records":[{"eventSource":"aws:dynamodb","dynamodb":{"NewImage":{"secret":{"X":1}}}}]}""",
        "'Records[0].dynamodb.NewImage' holds an attribute value of no type that DynamoDB has.")]
    [InlineData("""{"Records":[{"eventSource":"aws:dynamodb","dynamodb":{"NewImage":{"secret":{"N":"secret"}}}}]}""",
        "'Records[0].dynamodb.NewImage' holds a number that is none.")]
    [InlineData("""{"source":"a","detail-type":"b","resources":[1]}""", "'resources[0]' is a number but must be a string.")]
    [InlineData("""{"source":"a","detail-type":"b","id":"\uD800"}""", "'id' holds text that is not valid Unicode.")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","se\uD800cret":1}]}""", "a name, or a text that tells events apart, is not valid Unicode.")]
    public void A_wrong_shape_is_refused_with_the_field_and_without_its_value(string json, string reason)
    {
        var error = Assert.IsType<MalformedEventException>(Refusal(System.Text.Encoding.UTF8.GetBytes(json)));

        Assert.Equal("The event cannot be read: " + reason, error.Message);
    }

    [Fact(Timeout = 10_000)]
    public async Task No_handler_is_called_for_a_malformed_event_and_the_next_event_is_handled()
    {
        await using var app = await TriggerApp.CreateAsync();
        var handled = 0;
        app.Web.MapLambdaEvent((SqsMessage _, CancellationToken _) =>
        {
            handled++;
            return Task.CompletedTask;
        });
        var sent = TriggerApp.Sample("sqs");
        sent["Records"]![2]!["body"] = 5;

        var refused = await app.InvokeAsync((JsonNode)sent);
        Assert.Equal(0, handled);
        await app.InvokeSampleAsync("sqs");

        Assert.Equal(("Runtime.MalformedEvent", 3), (refused.ErrorType, handled));
    }

    [Fact]
    public void A_name_with_escapes_is_the_same_name() =>
        Assert.Equal("orders", Routes.Match("""{"R\u0065cords":[{"eventS\u006furce":"aws:sqs","eventSourceARN":"a:orders"}]}"""u8.ToArray()).Origin);
}
