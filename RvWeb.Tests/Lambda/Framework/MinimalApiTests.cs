using System.ComponentModel.DataAnnotations;
using System.Net.ServerSentEvents;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Lambda.Framework;

public abstract class MinimalApiTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : MinimalApiTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : MinimalApiTests(TestedHost.Function);

    private const string Boundary = "xYx";

    private sealed record Order(string What, int Count);

    private Task<FrameworkApp> StartAsync(Action<ServiceApplication> map, bool streams = false) =>
        host.StartAsync(builder => builder.Services.AddValidation().AddProblemDetails(), map, settings => settings with { StreamsResponses = streams });

    private static string Part(string disposition, string type, string body) =>
        $"--{Boundary}\r\nContent-Disposition: form-data; {disposition}\r\nContent-Type: {type}\r\n\r\n{body}\r\n";

    private static async IAsyncEnumerable<int> NumbersAsync()
    {
        for (var i = 1; i <= 3; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    [Fact(Timeout = 10_000)]
    public async Task Route_query_and_header_are_bound()
    {
        await using var app = await StartAsync(app => app.MapGet(
            "/orders/{id:int}/{**rest}",
            (int id, string rest, string[] tag, DateOnly? day, [FromHeader(Name = "X-Shop")] string shop) =>
                string.Join('|', [id.ToString(System.Globalization.CultureInfo.InvariantCulture), rest, .. tag, day?.ToString("o"), shop])));

        var answer = await app.SendAsync(FrameworkApp.Get("/orders/7/a%20b/c%2Fd", "tag=x%26y&tag=gr%C3%BC%C3%9F&day=2026-07-03").With("x-shop", "tea, coffee"));

        Assert.Equal("7|a b/c%2Fd|x&y|grüß|2026-07-03|tea, coffee", answer.Text());
    }

    [Fact(Timeout = 10_000)]
    public async Task What_cannot_be_bound_is_400()
    {
        await using var app = await StartAsync(app => app.MapGet("/", (int number) => number));

        Assert.Equal(400, (await app.SendAsync(FrameworkApp.Get("/", "number=x"))).Status);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_body_of_JSON_is_bound_and_the_result_says_where_it_is()
    {
        await using var app = await StartAsync(app => app.MapPost("/orders", (Order order) => TypedResults.Created($"/orders/{Uri.EscapeDataString(order.What)}", order)));

        var answer = await app.SendAsync(FrameworkApp.Post("/orders", "application/json", """{"what":"grüß","count":3}"""));

        Assert.Equal((201, "/orders/gr%C3%BC%C3%9F"), (answer.Status, answer.Header("location")));
        Assert.Equal(("grüß", 3), ((string)answer.Json()["what"]!, (int)answer.Json()["count"]!));
    }

    [Theory(Timeout = 10_000)]
    [InlineData("{\"what\":", "application/json", 400)]
    [InlineData("what=tea", "application/x-www-form-urlencoded", 415)]
    [InlineData("", "application/json", 400)]
    public async Task A_body_that_is_no_such_JSON_is_refused(string body, string type, int status)
    {
        await using var app = await StartAsync(app => app.MapPost("/orders", (Order order) => order.What));

        Assert.Equal(status, (await app.SendAsync(FrameworkApp.Post("/orders", type, body))).Status);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_parameter_that_is_not_valid_is_a_problem_that_names_it()
    {
        await using var app = await StartAsync(app => app.MapGet("/", ([Range(1, 10)] int count) => count));

        var answer = await app.SendAsync(FrameworkApp.Get("/", "count=11"));

        Assert.Equal((400, "application/problem+json"), (answer.Status, answer.Header("content-type")));
        Assert.NotNull(answer.Json()["errors"]!["count"]);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("ten bytes.", 200)]
    [InlineData("more than ten", 413)]
    public async Task A_body_over_the_endpoints_limit_is_refused(string body, int status)
    {
        await using var app = await StartAsync(app => app.MapPost("/", (HttpRequest request) => new StreamReader(request.Body).ReadToEndAsync())
            .WithMetadata(new RequestSizeLimitAttribute(10)));

        Assert.Equal(status, (await app.SendAsync(FrameworkApp.Post("/", "text/plain", body))).Status);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_form_is_bound()
    {
        await using var app = await StartAsync(app => app.MapPost("/", ([FromForm] string what, [FromForm] int count) => $"{count} {what}").DisableAntiforgery());

        Assert.Equal("3 grüß & tea", (await app.SendAsync(FrameworkApp.Post(
            "/", "application/x-www-form-urlencoded", "what=gr%C3%BC%C3%9F+%26+tea&count=3"))).Text());
    }

    [Fact(Timeout = 10_000)]
    public async Task A_file_is_bound_byte_for_byte()
    {
        await using var app = await StartAsync(app => app.MapPost("/", async (IFormFile file, [FromForm] string note) =>
        {
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy);
            return $"{file.FileName} {note} {Convert.ToHexString(copy.ToArray())}";
        }).DisableAntiforgery());
        byte[] sent =
        [
            .. Encoding.UTF8.GetBytes(Part("name=\"note\"", "text/plain", "hi")),
            .. Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\r\n"),
            0, 13, 10, 255, 128,
            .. Encoding.UTF8.GetBytes($"\r\n--{Boundary}--\r\n"),
        ];

        Assert.Equal("a.bin hi 000D0AFF80", (await app.SendAsync(FrameworkApp.Post("/", $"multipart/form-data; boundary={Boundary}", sent))).Text());
    }

    [Theory(Timeout = 10_000)]
    [InlineData(1, 200)]
    [InlineData(2, 404)]
    public async Task A_result_of_several_types_is_the_one_returned(int id, int status)
    {
        await using var app = await StartAsync(app => app.MapGet(
            "/{id:int}", Results<Ok<string>, NotFound> (int id) => id == 1 ? TypedResults.Ok("tea") : TypedResults.NotFound()));

        Assert.Equal(status, (await app.SendAsync(FrameworkApp.Get($"/{id}"))).Status);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_sequence_is_an_array()
    {
        await using var app = await StartAsync(app => app.MapGet("/", () => NumbersAsync()));

        var answer = await app.SendAsync(FrameworkApp.Get("/"));

        Assert.Equal(("application/json; charset=utf-8", "[1,2,3]"), (answer.Header("content-type"), answer.Text()));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_streamed_sequence_leaves_item_by_item()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async IAsyncEnumerable<string> HaltingAsync()
        {
            // The serializer flushes when it has this much.
            yield return new string('x', 40_000);
            await goOn.Task;
            yield return "last";
        }

        await using var app = await StartAsync(app => app.MapGet("/", () => HaltingAsync()), streams: true);
        app.Lambda.Queue(FrameworkApp.Get("/").Utf8());

        var streaming = await app.Lambda.StreamAsync();
        var first = await streaming.Request.BodyReader.ReadAtLeastAsync(20_000, TestContext.Current.CancellationToken);
        streaming.Request.BodyReader.AdvanceTo(first.Buffer.Start);
        goOn.SetResult();
        var all = await new StreamReader(streaming.Request.BodyReader.AsStream()).ReadToEndAsync(TestContext.Current.CancellationToken);
        streaming.Accepted.SetResult();

        Assert.EndsWith("xxx\",\"last\"]", all, StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task Server_sent_events_come_as_one_body_where_nothing_streams()
    {
        await using var app = await StartAsync(app => app.MapGet("/", () => TypedResults.ServerSentEvents(NumbersAsync(), eventType: "n")));

        var answer = await app.SendAsync(FrameworkApp.Get("/"));

        Assert.Equal("text/event-stream", answer.Header("content-type"));
        Assert.Equal("event: n\ndata: 1\n\nevent: n\ndata: 2\n\nevent: n\ndata: 3\n\n", answer.Text());
    }

    [Fact(Timeout = 10_000)]
    public async Task A_streamed_event_leaves_before_the_next_one_is_there()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async IAsyncEnumerable<SseItem<string>> HaltingAsync()
        {
            yield return new SseItem<string>("one");
            await goOn.Task;
            yield return new SseItem<string>("two");
        }

        await using var app = await StartAsync(app => app.MapGet("/", () => TypedResults.ServerSentEvents(HaltingAsync())), streams: true);
        app.Lambda.Queue(FrameworkApp.Get("/").Utf8());

        var streaming = await app.Lambda.StreamAsync();
        var seen = "";
        while (!seen.EndsWith("data: one\n\n", StringComparison.Ordinal))
        {
            var read = await streaming.Request.BodyReader.ReadAsync(TestContext.Current.CancellationToken);
            seen += Encoding.UTF8.GetString(read.Buffer);
            streaming.Request.BodyReader.AdvanceTo(read.Buffer.End);
        }

        goOn.SetResult();
        Assert.Equal("data: two\n\n", await new StreamReader(streaming.Request.BodyReader.AsStream()).ReadToEndAsync(TestContext.Current.CancellationToken));
        streaming.Accepted.SetResult();
    }
}
