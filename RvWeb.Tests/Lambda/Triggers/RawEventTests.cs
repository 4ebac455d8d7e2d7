using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using RvWeb.Lambda.Triggers;

namespace RvWeb.Tests.Lambda.Triggers;

/// <summary>Events of no kind that has a handler.</summary>
public sealed class RawEventTests : IAsyncLifetime
{
    private TriggerApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TriggerApp.CreateAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task<FakeRuntimeApi.Answer> AnswerAsync(Action<LambdaEvent> handle, string json = "{}")
    {
        _app.Web.MapLambdaEvent((LambdaEvent source, CancellationToken _) =>
        {
            handle(source);
            return Task.CompletedTask;
        });
        return _app.InvokeAsync(json);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_value_is_read_and_one_is_answered()
    {
        var answer = await AnswerAsync(
            source => source.Respond(source.Read(TriggerJson.Default.Order) with { Item = "tea" }, TriggerJson.Default.Order),
            """{"id":17,"item":"espresso"}""");

        Assert.EndsWith("/response", answer.Path, StringComparison.Ordinal);
        Assert.Equal("""{"Id":17,"Item":"tea"}""", answer.Body.ToJsonString());
    }

    [Fact(Timeout = 10_000)]
    public async Task A_node_is_answered() =>
        Assert.Equal("""{"a":[1]}""", (await AnswerAsync(source => source.Respond(new JsonObject { ["a"] = new JsonArray(1) }))).Body.ToJsonString());

    [Fact(Timeout = 10_000)]
    public async Task Bytes_are_answered_as_they_are() =>
        Assert.Equal("""{"b":2}""", (await AnswerAsync(source => source.Respond("""{"b":2}"""u8.ToArray()))).Body.ToJsonString());

    [Fact(Timeout = 10_000)]
    public async Task No_response_is_null()
    {
        var answer = await AnswerAsync(_ => { });

        Assert.EndsWith("/response", answer.Path, StringComparison.Ordinal);
        Assert.Null(answer.Body);
    }

    [Fact(Timeout = 10_000)]
    public async Task Bytes_that_are_not_JSON_are_the_handlers_mistake() =>
        Assert.Equal("Function.JsonReaderException", (await AnswerAsync(source => source.Respond("{b"u8.ToArray()))).ErrorType);

    [Fact(Timeout = 10_000)]
    public async Task A_failed_handler_fails_the_invocation()
    {
        var answer = await AnswerAsync(_ => throw new InvalidTimeZoneException("no such zone"));

        Assert.Equal(("no such zone", "Function.InvalidTimeZoneException"), ((string)answer.Body["errorMessage"]!, answer.ErrorType));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_response_above_Lambdas_limit_is_an_error_that_names_it()
    {
        var answer = await AnswerAsync(source => source.Respond(JsonValue.Create(new string('x', 6_291_555))));

        Assert.Equal("Function.ResponseSizeTooLarge", answer.ErrorType);
        Assert.Contains("6291557 bytes but Lambda accepts at most 6291556", (string)answer.Body["errorMessage"]!, StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task An_event_that_is_null_is_no_value()
    {
        var answer = await AnswerAsync(source => source.Read(TriggerJson.Default.Order), "null");

        Assert.Equal("The event is the JSON null, which is no Order.", (string)answer.Body["errorMessage"]!);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("""{"Records":[{"eventSource":"aws:kafka"}]}""")]
    [InlineData("""{"Records":[]}""")]
    [InlineData("""{"Records":"none"}""")]
    [InlineData("""{"Records":[1,2]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","body":1}]}""")]
    [InlineData("""{"awslogs":{"data":"H4sIAAAAAAAA"}}""")]
    [InlineData("[1,2]")]
    [InlineData("\"text\"")]
    [InlineData("17")]
    public async Task Any_JSON_goes_to_the_handler_for_everything_else(string json)
    {
        _app.Web.MapLambdaEvent((SnsNotification _, CancellationToken _) => Task.CompletedTask);

        var answer = await AnswerAsync(source => source.Respond(source.Json), json);

        Assert.Equal(json, answer.Body.ToJsonString());
    }

    [Fact(Timeout = 10_000)]
    public async Task An_event_whose_source_has_no_handler_goes_to_the_handler_for_everything_else()
    {
        _app.Web.MapLambdaEvent((SqsMessage _, CancellationToken _) => throw new InvalidTimeZoneException(), new() { Source = "else" });

        var answer = await AnswerAsync(
            source => source.Respond(JsonValue.Create(JsonDocument.Parse(source.Json).RootElement.GetProperty("Records").GetArrayLength())),
            Encoding.UTF8.GetString(TriggerApp.Sample("sqs").Utf8()));

        Assert.Equal(3, (int)answer.Body!);
    }
}
