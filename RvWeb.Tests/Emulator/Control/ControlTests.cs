using System.Net;
using System.Text.Json.Nodes;

namespace RvWeb.Tests.Emulator.Control;

public sealed class ControlTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task Environments_are_listed_with_what_they_do()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        var running = emulator.InvokeAsync(gate.Event, cancellationToken);
        JsonNode listed;
        using (await gate.ArrivedAsync(cancellationToken))
            listed = await AskAsync(emulator, HttpMethod.Get, "/.emulator/environments?function=test", cancellationToken);

        using var answer = await running;
        var environment = Assert.Single(listed["environments"]!.AsArray())!;
        Assert.Equal("test", (string?)environment["function"]);
        Assert.Matches(@"^\d{4}/\d\d/\d\d/\[\$LATEST\][0-9a-f]{32}$", (string?)environment["id"]);
        Assert.Equal(await answer.Content.ReadAsStringAsync(cancellationToken), environment["pid"]!.ToJsonString());
        Assert.Equal("running", (string?)environment["state"]);
        Assert.Equal(1, (int?)environment["invocations"]);
        Assert.NotNull((DateTimeOffset?)environment["since"]);
    }

    [Fact(Timeout = Limit)]
    public async Task After_a_recycle_the_next_call_is_a_cold_one()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        var before = await emulator.AskAsync("pid", cancellationToken);

        var answer = await AskAsync(emulator, HttpMethod.Post, "/.emulator/functions/test/recycle", cancellationToken);

        Assert.Equal("""{"function":"test","recycled":1}""", answer.ToJsonString());
        Assert.NotEqual(before, await emulator.AskAsync("pid", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Invocations_of_a_paused_function_wait_until_it_is_resumed()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        await emulator.AskAsync("pid", cancellationToken);

        var paused = await AskAsync(emulator, HttpMethod.Post, "/.emulator/functions/test/pause", cancellationToken);
        var waiting = emulator.AskAsync("pid", cancellationToken);
        var functions = await AskAsync(emulator, HttpMethod.Get, "/.emulator/functions", cancellationToken);
        var environments = await AskAsync(emulator, HttpMethod.Get, "/.emulator/environments", cancellationToken);
        var done = waiting.IsCompleted;
        await AskAsync(emulator, HttpMethod.Post, "/.emulator/functions/test/resume", cancellationToken);

        Assert.Equal("""{"function":"test","paused":true}""", paused.ToJsonString());
        Assert.Equal(
            """[{"name":"test","arn":"arn:aws:lambda:us-east-1:000000000000:function:test","paused":true,"environments":1,"concurrency":100}]""",
            functions["functions"]!.ToJsonString());
        Assert.Equal(1, (int?)environments["environments"]![0]!["invocations"]);
        Assert.False(done);
        Assert.Matches("^[0-9]+$", await waiting);
    }

    [Fact(Timeout = Limit)]
    public async Task A_stop_ends_the_invocations_that_a_pause_held_back()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        await AskAsync(emulator, HttpMethod.Post, "/.emulator/functions/test/pause", cancellationToken);
        var waiting = emulator.InvokeAsync("{}", cancellationToken);
        // Its answer shows that the emulator has had time to take the request before this one.
        await AskAsync(emulator, HttpMethod.Get, "/.emulator/functions", cancellationToken);

        await emulator.StopAsync(cancellationToken);

        try
        {
            using var answer = await waiting;
            Assert.Equal("Unhandled", answer.Headers.GetValues("X-Amz-Function-Error").Single());
        }
        catch (HttpRequestException)
        {
            // It had not been taken yet, and its connection is closed.
        }
    }

    [Theory(Timeout = Limit)]
    [InlineData("GET", "/.emulator/nothing", "GET /.emulator/nothing is not served: GET /.emulator/health")]
    [InlineData("GET", "/.emulator/functions/test/recycle", "GET /.emulator/functions/test/recycle is not served")]
    [InlineData("POST", "/.emulator/functions/tset/recycle", "There is no function 'tset'; here are: test.")]
    [InlineData("GET", "/.emulator/environments?function=tset", "There is no function 'tset'; here are: test.")]
    public async Task What_is_not_there_is_said_to_be_so(string method, string path, string expected)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var answer = await AskAsync(emulator, new HttpMethod(method), path, cancellationToken, HttpStatusCode.NotFound);

        Assert.StartsWith(expected, (string?)answer["error"], StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("Origin", "https://example.com", "Origin is 'https://example.com'")]
    [InlineData("Origin", "http://localhost:3000", "Origin is 'http://localhost:3000'")]
    [InlineData("Origin", "null", "Origin is 'null'")]
    [InlineData("Host", "attacker.example:9000", "Host is 'attacker.example:9000'")]
    [InlineData("Host", "localhost.attacker.example", "Host is 'localhost.attacker.example'")]
    public async Task Web_pages_are_refused(string header, string value, string expected)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var answer = await AskAsync(
            emulator, HttpMethod.Post, "/.emulator/functions/test/recycle", cancellationToken, HttpStatusCode.Forbidden, (header, value));

        Assert.StartsWith(expected, (string?)answer["error"], StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("127.0.0.1:9000")]
    [InlineData("[::1]:9000")]
    [InlineData("LOCALHOST")]
    public async Task Loopback_hosts_are_welcome(string host)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var answer = await AskAsync(emulator, HttpMethod.Get, "/.emulator/health", cancellationToken, HttpStatusCode.OK, ("Host", host));

        Assert.Equal("ok", (string?)answer["status"]);
    }

    private static async Task<JsonNode> AskAsync(
        RunningEmulator emulator, HttpMethod method, string path, CancellationToken cancellationToken,
        HttpStatusCode expected = HttpStatusCode.OK, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await emulator.Service.SendAsync(request, cancellationToken);
        Assert.Equal(expected, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
    }
}
