using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Tests.Lambda;

/// <summary>What leaves, and when, with RVWEB_INVOKE_MODE=RESPONSE_STREAM; the format is that of docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html.</summary>
public sealed class ResponseStreamingTests : IAsyncLifetime
{
    private FakeRuntimeApi _lambda = null!;
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        _lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddLambdaServer(_lambda.Settings with { StreamsResponses = true }, new InitTimeline(TimeProvider.System, traceParent: null));
        _app = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _lambda.DisposeAsync();
    }

    private async Task<FakeRuntimeApi.Streaming> InvokeAsync(JsonNode? sent = null)
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _lambda.Queue((sent ?? SampleEvents.FunctionUrl()).Utf8());
        return await _lambda.StreamAsync();
    }

    /// <summary>Reads until the prelude's end and returns it.</summary>
    private static async Task<JsonNode> PreludeAsync(FakeRuntimeApi.Streaming streaming)
    {
        var reader = streaming.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(TestContext.Current.CancellationToken);
            var bytes = read.Buffer.ToArray();
            var end = bytes.AsSpan().IndexOf(new byte[8]);
            if (end >= 0)
            {
                reader.AdvanceTo(read.Buffer.GetPosition(end + 8));
                return JsonNode.Parse(bytes.AsSpan(0, end))!;
            }

            Assert.False(read.IsCompleted, "The body ended before the prelude did.");
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async Task<string> ReadAsync(FakeRuntimeApi.Streaming streaming, int length)
    {
        var read = await streaming.Request.BodyReader.ReadAtLeastAsync(length, TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(read.Buffer.Slice(0, length));
        streaming.Request.BodyReader.AdvanceTo(read.Buffer.GetPosition(length));
        return text;
    }

    private static async Task<string> RestAsync(FakeRuntimeApi.Streaming streaming) =>
        await new StreamReader(streaming.Request.BodyReader.AsStream()).ReadToEndAsync(TestContext.Current.CancellationToken);

    [Fact(Timeout = 10_000)]
    public async Task Each_flush_leaves_while_the_handler_runs_on()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.MapGet("/", async (HttpContext context) =>
        {
            context.Response.Headers["X-Mine"] = "yes";
            context.Response.Cookies.Append("a", "1");
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: 1\n\n");
            await goOn.Task;
            await context.Response.WriteAsync("data: 2\n\n");
        });

        var streaming = await InvokeAsync();
        var prelude = await PreludeAsync(streaming);
        Assert.Equal("data: 1\n\n", await ReadAsync(streaming, 9));
        goOn.SetResult();

        Assert.Equal("data: 2\n\n", await RestAsync(streaming));
        Assert.Equal(200, (int)prelude["statusCode"]!);
        Assert.Equal(("yes", "text/event-stream"), ((string)prelude["headers"]!["X-Mine"]!, (string)prelude["headers"]!["Content-Type"]!));
        Assert.Equal("a=1; path=/", (string)prelude["cookies"]![0]!);
        Assert.Equal(["statusCode", "headers", "cookies"], prelude.AsObject().Select(property => property.Key));
        Assert.Equal("application/vnd.awslambda.http-integration-response", streaming.Request.ContentType);
        Assert.Equal("Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body", streaming.Request.Headers["Trailer"]);
        streaming.Accepted.SetResult();
    }

    [Theory(Timeout = 10_000)]
    [InlineData("GET", 204)]
    [InlineData("GET", 200)]
    [InlineData("HEAD", 200)]
    public async Task An_empty_body_still_has_its_prelude_and_its_end(string method, int status)
    {
        _app.MapMethods("/", ["GET", "HEAD"], (HttpContext context) =>
        {
            context.Response.StatusCode = status;
            // Of a HEAD the body is dropped, as in Kestrel.
            return method == "HEAD" ? context.Response.WriteAsync("body") : Task.CompletedTask;
        });

        var streaming = await InvokeAsync(SampleEvents.FunctionUrl(method));

        Assert.Equal(status, (int)(await PreludeAsync(streaming))["statusCode"]!);
        Assert.Equal("", await RestAsync(streaming));
        streaming.Accepted.SetResult();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_started_response_leaves_before_its_first_byte()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.MapGet("/", async (HttpContext context) =>
        {
            await context.Response.StartAsync();
            await goOn.Task;
        });

        var streaming = await InvokeAsync();

        Assert.Equal(200, (int)(await PreludeAsync(streaming))["statusCode"]!);
        goOn.SetResult();
        Assert.Equal("", await RestAsync(streaming));
        streaming.Accepted.SetResult();
    }

    [Fact(Timeout = 10_000)]
    public async Task What_a_handler_throws_midway_stands_in_the_trailer()
    {
        _app.MapGet("/", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("half");
            throw new InvalidTimeZoneException("no such zone");
        });
        _app.MapGet("/good", () => "good");

        var failed = await InvokeAsync();
        await PreludeAsync(failed);
        Assert.Equal("half", await RestAsync(failed));
        var trailers = failed.Request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestTrailersFeature>()!.Trailers;
        var error = JsonNode.Parse(Convert.FromBase64String(trailers["Lambda-Runtime-Function-Error-Body"].ToString()))!;
        var type = trailers["Lambda-Runtime-Function-Error-Type"].ToString();
        failed.Accepted.SetResult();
        _lambda.Queue(SampleEvents.FunctionUrl(rawPath: "/good").Utf8());
        var next = await _lambda.StreamAsync();
        await PreludeAsync(next);

        Assert.Equal("Function.InvalidTimeZoneException", type);
        Assert.Equal(("InvalidTimeZoneException", "no such zone"), ((string)error["errorType"]!, (string)error["errorMessage"]!));
        Assert.Equal("good", await RestAsync(next));
        next.Accepted.SetResult();
    }

    [Fact(Timeout = 10_000)]
    public async Task What_a_handler_throws_before_the_first_flush_is_a_500()
    {
        _app.MapGet("/", IResult () => throw new InvalidTimeZoneException("no such zone"));

        var streaming = await InvokeAsync();

        Assert.Equal(500, (int)(await PreludeAsync(streaming))["statusCode"]!);
        Assert.Equal("", await RestAsync(streaming));
        streaming.Accepted.SetResult();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_REST_API_gets_lists_of_values()
    {
        _app.Run(context =>
        {
            context.Response.Headers.Append("X-Two", new(["1", "2"]));
            return context.Response.WriteAsync("x");
        });

        var streaming = await InvokeAsync(JsonNode.Parse(SampleEvents.Read("rest-api")));
        var prelude = await PreludeAsync(streaming);

        Assert.Equal(["1", "2"], prelude["multiValueHeaders"]!["X-Two"]!.AsArray().Select(value => (string)value!));
        Assert.Equal("x", await RestAsync(streaming));
        streaming.Accepted.SetResult();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_head_in_which_a_REST_API_would_not_find_the_end_is_refused()
    {
        _app.Run(context =>
        {
            context.Response.Headers["X-Long"] = new string('x', 20_000);
            return context.Response.WriteAsync("x");
        });
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _lambda.Queue(SampleEvents.Read("rest-api"));

        var refused = await _lambda.AnswerAsync();

        Assert.Equal("Function.ResponseSizeTooLarge", refused.ErrorType);
        Assert.Contains("but a REST API accepts at most 16384", (string)refused.Body["errorMessage"]!, StringComparison.Ordinal);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("alb")]
    [InlineData("http-api")]
    [InlineData("http-api-1.0")]
    [InlineData("lattice-v2")]
    public async Task Who_cannot_stream_gets_the_whole_answer_from_the_same_process(string sample)
    {
        _app.Run(async context =>
        {
            await context.Response.WriteAsync("a");
            await context.Response.WriteAsync("b");
        });
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _lambda.Queue(SampleEvents.Read(sample));

        Assert.Equal("ab", (string)(await _lambda.AnswerAsync()).Body["body"]!);
    }

    [Fact(Timeout = 60_000)]
    public async Task Two_hundred_megabytes_arrive_in_little_memory()
    {
        const int Pieces = 3200;
        var piece = new byte[64 * 1024];
        new Random(1).NextBytes(piece);
        var allocated = 0L;
        _app.MapGet("/", async (HttpContext context) =>
        {
            await context.Response.Body.WriteAsync(piece);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 1; i < Pieces; i++)
                await context.Response.Body.WriteAsync(piece);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });

        var streaming = await InvokeAsync();
        await PreludeAsync(streaming);
        var received = 0L;
        var buffer = new byte[1 << 16];
        var body = streaming.Request.BodyReader.AsStream();
        for (int count; (count = await body.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0; received += count)
            Assert.True(buffer.AsSpan(0, count).SequenceEqual(Expected(piece, received, count)));
        streaming.Accepted.SetResult();

        Assert.Equal((long)Pieces * piece.Length, received);
        Assert.True(allocated < 1024 * 1024, $"{allocated} bytes were allocated for {received}.");
    }

    private static byte[] Expected(byte[] piece, long from, int count) =>
        Enumerable.Range(0, count).Select(i => piece[(from + i) % piece.Length]).ToArray();
}
