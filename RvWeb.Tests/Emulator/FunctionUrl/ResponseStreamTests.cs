using System.Net;
using System.Text;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;

namespace RvWeb.Tests.Emulator.FunctionUrl;

/// <summary>A function URL whose invoke mode is RESPONSE_STREAM.</summary>
public sealed class ResponseStreamTests
{
    private const int Limit = 60_000;
    private const string Integration = "application/vnd.awslambda.http-integration-response";
    private const string Nuls = "\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000";
    private const string Prelude = $$"""{\"statusCode\":200}{{Nuls}}""";

    [Fact(Timeout = Limit)]
    public async Task Each_piece_arrives_while_the_function_still_runs()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await StartAsync(cancellationToken);

        using var response = await StreamAsync(emulator, Integration, $$"""{"text":"{{Prelude}}"},{"gate":{{gate.Port}}},{"text":"a"},{"gate":{{gate.Port}}},{"text":"b"}""", cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);

        (await gate.ArrivedAsync(cancellationToken)).Dispose();
        Assert.Equal('a', await ReadByteAsync(body, cancellationToken));
        (await gate.ArrivedAsync(cancellationToken)).Dispose();
        Assert.Equal('b', await ReadByteAsync(body, cancellationToken));
        Assert.Equal(-1, await ReadByteAsync(body, cancellationToken));
        Assert.True(response.Headers.TransferEncodingChunked);
    }

    [Fact(Timeout = Limit)]
    public async Task The_prelude_gives_status_headers_and_cookies()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);

        using var response = await StreamAsync(
            emulator, Integration,
            $$"""{"text":"{\"statusCode\":201,\"headers\":{\"X-Hi\":\"1\",\"Content-Type\":\"text/x\",\"Content-Length\":\"99\"},"},{"text":"\"cookies\":[\"a=1\",\"b=2\"]}{{Nuls}}\u0000body"}""",
            cancellationToken);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("1", Assert.Single(response.Headers.GetValues("X-Hi")));
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal("text/x", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("\0body", await response.Content.ReadAsStringAsync(cancellationToken));
    }

    // Source: the front's own default is recorded.
    [Fact(Timeout = Limit)]
    public async Task A_prelude_without_anything_is_a_200_of_octets_and_the_body_may_be_empty()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);

        using var response = await StreamAsync(emulator, Integration, $$"""{"text":"{}{{Nuls}}"}""", cancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Without_the_integrations_content_type_all_bytes_are_the_body_of_a_200()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);

        using var response = await StreamAsync(emulator, "application/octet-stream", $$"""{"text":"{{Prelude}}raw"}""", cancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("{\"statusCode\":200}\0\0\0\0\0\0\0\0raw", await response.Content.ReadAsStringAsync(cancellationToken));
    }

    [Theory(Timeout = Limit)]
    [InlineData("""{"text":"no prelude"}""", "no prelude:")]
    [InlineData("", "no prelude:")]
    [InlineData("""{"zeros":7}""", "no prelude:")]
    [InlineData($$"""{"text":"{{Nuls}}"}""", "is not an object")]
    [InlineData($$"""{"text":"[]{{Nuls}}"}""", "is not an object")]
    [InlineData($$"""{"text":"{\"statusCode\":20}{{Nuls}}"}""", "is not an object")]
    [InlineData($$"""{"text":"{\"statusCode\":200,\"multiValueHeaders\":{} }{{Nuls}}"}""", "is not an object")]
    [InlineData($$"""{"text":"{\"statusCode\":200,\"headers\":{\"a b\":\"c\"} }{{Nuls}}"}""", "is not an object")]
    public async Task A_wrong_prelude_is_an_internal_error_and_explained_in_the_log(string steps, string explanation)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);

        using var response = await StreamAsync(emulator, Integration, steps, cancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("Internal Server Error", await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.Contains(explanation, await emulator.Output.NextAsync("function URL:", cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_prelude_without_end_is_an_internal_error_and_the_function_runs_to_its_end()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        var endless = new string(' ', 100_000);

        using var response = await StreamAsync(emulator, Integration, $$"""{"text":"{{endless}}"},{"zeros":1000000}""", cancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("test | streamed: 202", await emulator.Output.NextAsync("streamed:", cancellationToken));
    }

    // Source: recorded; curl --fail takes such a response for a success.
    [Theory(Timeout = Limit)]
    [InlineData("""{"error":{"errorType":"Application.Late","errorMessage":"late"}}""")]
    [InlineData("""{"crash":true}""")]
    [InlineData("""{"hang":true}""")]
    public async Task A_failure_after_the_first_bytes_is_a_normal_end_to_the_viewer(string failure)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        var timeout = TimeSpan.FromSeconds(failure.Contains("hang", StringComparison.Ordinal) ? 3 : 60);
        await using var emulator = await StartAsync(cancellationToken, RunningEmulator.Function() with { Timeout = timeout, Concurrency = 1 });

        using var response = await StreamAsync(
            emulator, Integration, $$"""{"text":"{{Prelude}}a"},{"gate":{{gate.Port}}},{{failure}}""", cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        Assert.Equal('a', await ReadByteAsync(body, cancellationToken));
        (await gate.ArrivedAsync(cancellationToken)).Dispose();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(-1, await ReadByteAsync(body, cancellationToken));
        Assert.Matches(@"^\d+$", await emulator.AskAsync("pid", cancellationToken));
    }

    [Theory(Timeout = Limit)]
    [InlineData("/crash")]
    [InlineData("/throw")]
    public async Task A_failure_before_the_first_byte_is_a_bad_gateway(string path)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);

        using var response = await emulator.FunctionUrl.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("Internal Server Error", await response.Content.ReadAsStringAsync(cancellationToken));
    }

    // Source: recorded.
    [Fact(Timeout = Limit)]
    public async Task A_buffered_answer_is_the_body_as_it_is()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);

        using var content = new StringContent("""{"statusCode":404,"body":"x"}""", Encoding.UTF8, "application/json");
        using var response = await emulator.FunctionUrl.PostAsync(new Uri("/returns", UriKind.Relative), content, cancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"statusCode":404,"body":"x"}""", await response.Content.ReadAsStringAsync(cancellationToken));
    }

    [Theory(Timeout = Limit)]
    [InlineData("HEAD", 200)]
    [InlineData("POST", 204)]
    [InlineData("POST", 304)]
    public async Task What_may_have_no_body_has_none_and_the_function_runs_to_its_end(string method, int status)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);

        using var response = await StreamAsync(
            emulator, Integration, $$"""{"text":"{\"statusCode\":{{status}}}{{Nuls}}"},{"zeros":1000000}""", cancellationToken, method);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        Assert.Equal("test | streamed: 202", await emulator.Output.NextAsync("streamed:", cancellationToken));
    }

    // 200 MB is the limit: docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html.
    [Theory(Timeout = Limit)]
    [InlineData(209_715_200, 209_715_200, 202)]
    [InlineData(210_000_000, 209_715_200, 413)]
    public async Task A_body_of_200_MB_passes_through_and_more_is_cut_off_there(int sent, int received, int status)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);

        using var response = await StreamAsync(emulator, "application/octet-stream", $$"""{"zeros":{{sent}}}""", cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);

        Assert.Equal(received, await CountAsync(body, cancellationToken));
        Assert.Equal($"test | streamed: {status}", await emulator.Output.NextAsync("streamed:", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_viewer_who_takes_nothing_holds_the_function_up()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);

        using var response = await StreamAsync(emulator, "application/octet-stream", """{"zeros":100000000}""", cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await emulator.AskAsync("pid", cancellationToken);
        await emulator.Output.NextAsync("END", cancellationToken);
        Assert.Null(emulator.Output.Rest("streamed:"));

        Assert.Equal(100_000_000, await CountAsync(body, cancellationToken));
        Assert.Equal("test | streamed: 202", await emulator.Output.NextAsync("streamed:", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_viewer_who_leaves_does_not_stop_the_function()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await StartAsync(cancellationToken);

        var response = await StreamAsync(
            emulator, "application/octet-stream", $$"""{"text":"a"},{"gate":{{gate.Port}}},{"zeros":20000000}""", cancellationToken);
        using var function = await gate.ArrivedAsync(cancellationToken);
        response.Dispose();
        function.Dispose();

        Assert.Equal("test | streamed: 202", await emulator.Output.NextAsync("streamed:", cancellationToken));
        Assert.DoesNotContain("Status", await emulator.Output.NextAsync("REPORT", cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_viewer_who_leaves_before_the_prelude_does_not_stop_the_function()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await StartAsync(cancellationToken);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var response = StreamAsync(emulator, Integration, $$"""{"text":"{"},{"gate":{{gate.Port}}},{"zeros":20000000}""", leave.Token);
        using var function = await gate.ArrivedAsync(cancellationToken);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);
        function.Dispose();

        Assert.Equal("test | streamed: 202", await emulator.Output.NextAsync("streamed:", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task While_it_streams_the_runtime_may_neither_ask_for_an_event_nor_answer_again()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await StartAsync(cancellationToken);

        using var response = await StreamAsync(
            emulator, "text/plain", $$"""{"text":"a"},{"gate":{{gate.Port}}},{"next":true},{"respond":true},{"text":"b"}""", cancellationToken);
        (await gate.ArrivedAsync(cancellationToken)).Dispose();

        Assert.Equal("test | next: 403", await emulator.Output.NextAsync("next", cancellationToken));
        Assert.Equal("test | respond: 403", await emulator.Output.NextAsync("respond", cancellationToken));
        Assert.Equal("ab", await response.Content.ReadAsStringAsync(cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Stopping_in_the_middle_ends_the_response()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        using var response = await StreamAsync(emulator, "text/plain", """{"text":"a"},{"hang":true}""", cancellationToken);

        await emulator.StopAsync(cancellationToken);

        Assert.Equal("a", await response.Content.ReadAsStringAsync(cancellationToken));
    }

    private static Task<RunningEmulator> StartAsync(CancellationToken cancellationToken, FunctionOptions? function = null) =>
        RunningEmulator.StartAsync(
            function ?? RunningEmulator.Function(), cancellationToken, door: door => door with { InvokeMode = InvokeMode.ResponseStream });

    private static Task<HttpResponseMessage> StreamAsync(
        RunningEmulator emulator, string contentType, string steps, CancellationToken cancellationToken, string method = "POST")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri("/stream", UriKind.Relative));
        request.Content = new StringContent($$"""{"contentType":"{{contentType}}","steps":[{{steps}}]}""", Encoding.UTF8, "application/json");
        return emulator.FunctionUrl.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static async Task<int> ReadByteAsync(Stream body, CancellationToken cancellationToken)
    {
        var one = new byte[1];
        return await body.ReadAsync(one, cancellationToken) == 0 ? -1 : one[0];
    }

    private static async Task<long> CountAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[65536];
        var total = 0L;
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            total += count;
        return total;
    }
}
