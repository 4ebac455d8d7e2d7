using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;
using RvWeb.Lambda.Server;
using RvWeb.Lambda.Telemetry;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Emulator.Streaming;

/// <summary>The emulator and our own server for functions, each with its other end.</summary>
public sealed class RvWebStreamingTests
{
    private const int Limit = 120_000;

    [Theory(Timeout = Limit)]
    [InlineData("GET", "/hello", "", HttpStatusCode.OK, "Hello, World")]
    [InlineData("HEAD", "/hello", "", HttpStatusCode.OK, "")]
    [InlineData("POST", "/echo", "{\"a\":[1,\"é\"]}", HttpStatusCode.OK, "{\"a\":[1,\"é\"]}")]
    [InlineData("GET", "/nowhere", "", HttpStatusCode.NotFound, "")]
    public async Task The_web_app_streams_to_the_viewer(string method, string path, string body, HttpStatusCode status, string expected)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var function = RunningEmulator.Function() with
        {
            FileName = BuiltProgram.PathOf("RvWeb.Web"),
            Arguments = [],
            Variables = new Dictionary<string, string> { ["RVWEB_INVOKE_MODE"] = "RESPONSE_STREAM" },
            MemoryMegabytes = 512,
        };
        await using var emulator = await StartAsync(function, cancellationToken);

        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await emulator.FunctionUrl.SendAsync(request, cancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(method == "HEAD" ? null : true, response.Headers.TransferEncodingChunked);
        Assert.Equal(expected, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Server_sent_events_arrive_one_by_one()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(RunningEmulator.Function("stand-by"), cancellationToken);
        var events = Channel.CreateUnbounded<string>();
        var coming = emulator.FunctionUrl.GetAsync(new Uri("/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var app = await ServeAsync((await emulator.Output.NextAsync("runtime-api", cancellationToken)).Split(' ')[^1], events, cancellationToken);

        // The app sends nothing, not even headers, before its first event.
        await events.Writer.WriteAsync("one", cancellationToken);
        using var response = await coming;
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        foreach (var text in (string[])["one", "two", "three"])
        {
            if (text != "one")
                await events.Writer.WriteAsync(text, cancellationToken);
            Assert.Equal($"data: {text}", await reader.ReadLineAsync(cancellationToken));
            Assert.Equal("", await reader.ReadLineAsync(cancellationToken));
        }
        events.Writer.Complete();

        Assert.Null(await reader.ReadLineAsync(cancellationToken));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("REPORT", await emulator.Output.NextAsync("REPORT", cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Two_hundred_megabytes_pass_through_without_being_kept()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "Peak memory is read from /proc, which this system lacks.");
        var cancellationToken = TestContext.Current.CancellationToken;
        var function = Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "function.mjs");
        await using var emulator = new BuiltProgram(
            BuiltProgram.PathOf("RvWeb.Emulator"),
            ["--function", "test", "--command", $"node '{function}'", "--port", "0", "--function-url", "0", "--invoke-mode", "response-stream", "--timeout", "60"]);
        var address = (await emulator.LinesUntilAsync("function URL", cancellationToken))[^1].Split(' ')[2];
        using var client = new HttpClient { BaseAddress = new Uri(address) };

        Assert.Equal(1_000_000, await DownloadAsync(client, 1_000_000, cancellationToken));
        var before = PeakMegabytes(emulator.Id);
        Assert.Equal(200_000_000, await DownloadAsync(client, 200_000_000, cancellationToken));
        var after = PeakMegabytes(emulator.Id);

        // The garbage collector takes its time; what must not happen is a copy of the body.
        Assert.InRange(after - before, 0, 60);
    }

    private static Task<RunningEmulator> StartAsync(FunctionOptions function, CancellationToken cancellationToken) =>
        RunningEmulator.StartAsync(function, cancellationToken, door: door => door with { InvokeMode = InvokeMode.ResponseStream });

    private static async Task<WebApplication> ServeAsync(string runtimeApi, Channel<string> events, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var settings = LambdaSettings.Read(name => name switch
        {
            "AWS_LAMBDA_RUNTIME_API" => runtimeApi,
            "AWS_LAMBDA_FUNCTION_NAME" => "test",
            "RVWEB_INVOKE_MODE" => "RESPONSE_STREAM",
            _ => null,
        });
        builder.Services.AddLambdaServer(settings!, new InitTimeline(TimeProvider.System, traceParent: null));
        var app = builder.Build();
        app.MapGet("/events", (HttpContext context) => TypedResults.ServerSentEvents(events.Reader.ReadAllAsync(context.RequestAborted)));
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static async Task<long> DownloadAsync(HttpClient client, int bytes, CancellationToken cancellationToken)
    {
        using var content = new StringContent($$"""{"steps":[{"zeros":{{bytes}}}]}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/stream", UriKind.Relative)) { Content = content };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[65536];
        var total = 0L;
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            total += count;
        return total;
    }

    private static int PeakMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture) / 1024;
    }
}
