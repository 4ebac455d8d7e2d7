using System.Text;
using System.Text.Json.Nodes;

namespace RvWeb.Tests.EndToEnd;

/// <summary>The binary that ships survives every event, and ends in words if the Runtime API is gone.</summary>
[Collection(EndToEndSeries.Name)]
public sealed class HostileLambdaTests
{
    // The first one publishes the binary.
    private const int Limit = 400_000;

    private const string NextHead = "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: id-1\r\n";

    public static TheoryData<string> Events => [.. HostileEvent.All.Keys];

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Events))]
    public async Task Answers_or_refuses_an_event_and_goes_on(string name)
    {
        var (json, error) = HostileEvent.All[name];
        await using var function = await NativeFunction.StartAsync();

        var answer = await function.InvokeAsync(json());
        await function.AssertAnswersAsync();

        if (error is null)
        {
            Assert.EndsWith("/response HTTP/1.1", answer.Line, StringComparison.Ordinal);
            return;
        }

        Assert.EndsWith("/error HTTP/1.1", answer.Line, StringComparison.Ordinal);
        Assert.Contains($"\r\nLambda-Runtime-Function-Error-Type: {error}\r\n", answer.Head, StringComparison.Ordinal);
        Assert.NotEmpty((string)JsonNode.Parse(answer.Body)!["errorMessage"]!);
        Assert.InRange(answer.Body.Length, 100, 4000);
    }

    [Fact(Timeout = Limit)]
    public async Task A_function_of_128_MB_takes_one_body_of_6_MB_after_another()
    {
        // What the collector takes for the machine's memory, in hexadecimal.
        await using var function = await NativeFunction.StartAsync(("DOTNET_GCTotalPhysicalMemory", "8000000"));

        for (var i = 0; i < 20; i++)
        {
            var answer = await function.InvokeAsync(HostileEvent.All["a body of 6 MB"].Json());
            Assert.True(answer.Body.Length > 4_400_000, $"{i}: {Encoding.UTF8.GetString(answer.Body)}");
        }

        Assert.InRange(function.PeakBytes(), 1, 128 * 1024 * 1024);
    }

    [Fact(Timeout = Limit)]
    public async Task An_event_in_chunks_of_odd_sizes_is_put_together()
    {
        await using var function = await NativeFunction.StartAsync();
        var next = await function.Api.CallAsync("invocation/next");
        await next.SendAsync(NextHead + "Transfer-Encoding: chunked\r\n\r\n");
        var sizes = new Random(1);
        for (var rest = HostileEvent.Plain(); rest.Length > 0;)
        {
            var size = Math.Min(rest.Length, sizes.Next(1, 20));
            await next.SendAsync($"{size:X4};x={size}\r\n{Encoding.UTF8.GetString(rest, 0, size)}\r\n");
            rest = rest[size..];
        }

        await next.SendAsync("000\r\nTrailer: x\r\n\r\n");
        var answer = await function.Api.CallAsync("id-1/response");
        await answer.AcceptAsync();

        await function.AssertAnswersAsync();
    }

    [Theory(Timeout = Limit)]
    [InlineData(NextHead + "Content-Length: 5000\r\n\r\n{\"version\":", "does not answer: The Runtime API closed the connection.")]
    [InlineData("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws", "does not answer: The Runtime API closed the connection.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "GET invocation/next was answered 200 {} instead of an invocation.")]
    [InlineData("HTTP/1.1 500 No\r\nContent-Length: 4\r\n\r\nfull", "GET invocation/next was answered 500 full instead of an invocation.")]
    [InlineData(NextHead + "Content-Length: -1\r\n\r\n", "announced a body of '-1' bytes")]
    [InlineData("nonsense\r\n\r\n", "GET invocation/next was answered 0")]
    public async Task An_API_that_hands_out_no_invocation_ends_the_process_in_words(string answer, string line)
    {
        await using var function = await NativeFunction.StartAsync();
        var next = await function.Api.CallAsync("invocation/next");
        await next.SendAsync(answer);
        next.HangUp();

        await function.AssertEndsAsync(line);
    }

    [Fact(Timeout = Limit)]
    public async Task Headers_without_end_end_the_process_in_words()
    {
        await using var function = await NativeFunction.StartAsync();
        await (await function.Api.CallAsync("invocation/next")).SendAsync(NextHead + "X: " + new string('x', 300_000));

        await function.AssertEndsAsync("more than 262144 bytes of headers");
    }

    [Fact(Timeout = Limit)]
    public async Task An_event_that_is_shorter_than_it_is_gets_refused_and_the_rest_is_no_answer()
    {
        await using var function = await NativeFunction.StartAsync();
        await (await function.Api.CallAsync("invocation/next")).SendAsync(NextHead + "Content-Length: 5\r\n\r\n" + Encoding.UTF8.GetString(HostileEvent.Plain()));

        await (await function.Api.CallAsync("id-1/error")).AcceptAsync();
        await function.AssertAnswersAsync();
    }

    [Fact(Timeout = Limit)]
    public async Task An_answer_whose_acceptance_got_lost_is_sent_again_and_no_error_is_logged()
    {
        await using var function = await NativeFunction.StartAsync();
        await (await function.Api.CallAsync("invocation/next")).HandOutAsync(HostileEvent.Plain());
        (await function.Api.CallAsync("id-1/response")).HangUp();
        await (await function.Api.CallAsync("id-1/response")).SendAsync(
            "HTTP/1.1 400 Bad Request\r\nContent-Length: 32\r\n\r\n{\"errorType\":\"InvalidRequestID\"}");
        await (await function.Api.CallAsync("invocation/next")).SendAsync("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");

        var lines = await function.AllLinesAsync();

        Assert.DoesNotContain(lines, line => line.Contains("was not accepted", StringComparison.Ordinal));
    }

    [Fact(Timeout = Limit)]
    public async Task An_answer_that_is_refused_as_too_large_is_logged_and_the_next_is_asked_for()
    {
        await using var function = await NativeFunction.StartAsync();
        await (await function.Api.CallAsync("invocation/next")).HandOutAsync(HostileEvent.Plain());
        await (await function.Api.CallAsync("id-1/response")).SendAsync("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");

        await function.AssertAnswersAsync();
        await function.AssertLogsAsync("POST response was answered 413 big");
    }

    [Fact(Timeout = Limit)]
    public async Task A_500_for_an_answer_ends_the_process_in_words()
    {
        await using var function = await NativeFunction.StartAsync();
        await (await function.Api.CallAsync("invocation/next")).HandOutAsync(HostileEvent.Plain());
        await (await function.Api.CallAsync("id-1/response")).SendAsync("HTTP/1.1 500 No\r\nContent-Length: 6\r\n\r\nbroken");

        await function.AssertEndsAsync("POST response was answered 500 broken");
    }
}
