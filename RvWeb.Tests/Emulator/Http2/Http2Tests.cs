using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Emulator.Http2;

/// <summary>Every port takes HTTP/1.1 and HTTP/2 without TLS, as a client's first bytes say (RFC 9113, section 3.3, prior knowledge).</summary>
public sealed class Http2Tests
{
    private const int Limit = 60_000;

    public static TheoryData<string> Versions => ["1.1", "2.0"];

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Versions))]
    public async Task A_function_url_answers_in_the_version_it_was_asked_in(string version)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var request = Exact(version, HttpMethod.Post, "/echo/a%2Fb?q=%2B");
        request.Content = new StringContent("hello");
        request.Headers.Add("Cookie", "a=1; b=2");
        using var response = await emulator.FunctionUrl.SendAsync(request, cancellationToken);
        var seen = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;

        Assert.Equal(Version.Parse(version), response.Version);
        Assert.Equal("/echo/a%2Fb", seen["rawPath"]!.GetValue<string>());
        Assert.Equal("q=%2B", seen["rawQueryString"]!.GetValue<string>());
        Assert.Equal("hello", seen["body"]!.GetValue<string>());
        Assert.Equal(2, seen["cookies"]!.AsArray().Count);
        Assert.Equal(emulator.FunctionUrl.BaseAddress!.Authority, seen["headers"]!["host"]!.GetValue<string>());
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Versions))]
    public async Task The_invoke_api_answers_in_the_version_it_was_asked_in(string version)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var request = Exact(version, HttpMethod.Post, "/2015-03-31/functions/test/invocations");
        request.Content = new StringContent("""{"command":"pid"}""");
        using var response = await emulator.Service.SendAsync(request, cancellationToken);

        Assert.Equal(Version.Parse(version), response.Version);
        Assert.Matches(@"^\d+$", await response.Content.ReadAsStringAsync(cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Responses_stream_over_one_connection_side_by_side()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function(), cancellationToken, door: door => door with { InvokeMode = InvokeMode.ResponseStream });

        var responses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StreamAsync(emulator, gate, cancellationToken)));
        var arrived = new List<TcpClient>();
        while (arrived.Count < responses.Length)
            arrived.Add(await gate.ArrivedAsync(cancellationToken));
        arrived.ForEach(function => function.Dispose());

        foreach (var response in responses)
        {
            Assert.Equal(HttpVersion.Version20, response.Version);
            Assert.Equal(1_000_001, (await response.Content.ReadAsByteArrayAsync(cancellationToken)).Length);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_first_byte_that_both_versions_share_waits_for_the_next()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, emulator.FunctionUrl.BaseAddress!.Port, cancellationToken);
        var stream = client.GetStream();
        foreach (var piece in (string[])["P", "R", "I"])
            await stream.WriteAsync(Encoding.ASCII.GetBytes(piece), cancellationToken);
        await stream.WriteAsync(Encoding.ASCII.GetBytes("NT /pid HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), cancellationToken);
        using var reader = new StreamReader(stream);

        Assert.StartsWith("HTTP/1.1 200 OK", await reader.ReadToEndAsync(cancellationToken), StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("")]
    [InlineData("PRI * HTTP/2.0")]
    public async Task A_client_that_sends_too_little_does_not_hold_up_the_end(string begin)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, emulator.FunctionUrl.BaseAddress!.Port, cancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(begin), cancellationToken);

        await emulator.StopAsync(cancellationToken);

        Assert.Equal(0, await EndAsync(client.GetStream(), cancellationToken));
    }

    [Theory(Timeout = Limit)]
    [InlineData("--http2-prior-knowledge", "2 200")]
    [InlineData("--http1.1", "1.1 200")]
    [InlineData("--http2", "1.1 200")]
    public async Task Curl_is_answered_in_its_version(string option, string expected)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        foreach (var url in (string[])[$"{emulator.FunctionUrl.BaseAddress}pid", $"{emulator.Service.BaseAddress}.emulator/health"])
        {
            await using var curl = new BuiltProgram("curl", ["--silent", option, "--output", "/dev/null", "--write-out", "%{http_version} %{http_code}", url]);
            Assert.Equal(expected, Assert.Single(await curl.AllLinesAsync(cancellationToken)));
        }
    }

    // A connection with bytes that nobody read ends in a reset, one without in an orderly end.
    private static async Task<int> EndAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(new byte[1], cancellationToken);
        }
        catch (IOException reset) when (reset.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return 0;
        }
    }

    private static Task<HttpResponseMessage> StreamAsync(RunningEmulator emulator, Gate gate, CancellationToken cancellationToken)
    {
        var request = Exact("2.0", HttpMethod.Post, "/stream");
        request.Content = new StringContent(
            $$"""{"contentType":"text/plain","steps":[{"text":"a"},{"gate":{{gate.Port}}},{"zeros":1000000}]}""", Encoding.UTF8, "application/json");
        return emulator.FunctionUrl.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static HttpRequestMessage Exact(string version, HttpMethod method, string path) => new(method, new Uri(path, UriKind.Relative))
    {
        Version = Version.Parse(version),
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
