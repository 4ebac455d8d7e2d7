using System.Net;

namespace RvWeb.Tests.Emulator.Streaming;

/// <summary>A function that streams, asked through Invoke, which does not.</summary>
public sealed class CollectedResponseTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task The_payload_is_all_that_was_streamed()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await emulator.InvokeAsync(
            """{"command":"stream","steps":[{"text":"{\"statusCode\":200}\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000"},{"text":"a"},{"text":"b"}]}""", cancellationToken);

        Assert.Equal("{\"statusCode\":200}\0\0\0\0\0\0\0\0ab", await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.False(response.Headers.Contains("X-Amz-Function-Error"));
        Assert.Equal("test | streamed: 202", await emulator.Output.NextAsync("streamed:", cancellationToken));
        Assert.Matches("REPORT.*Memory Used: [0-9]+ MB\tInit Duration: [0-9.]+ ms$", await emulator.Output.NextAsync("REPORT", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task An_error_after_the_first_bytes_is_the_result_and_the_environment_serves_on()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        var pid = await emulator.AskAsync("pid", cancellationToken);

        using var response = await emulator.InvokeAsync(
            """{"command":"stream","steps":[{"text":"begun"},{"error":{"errorType":"Application.Late","errorMessage":"é"}}]}""", cancellationToken);

        Assert.Equal("Unhandled", Assert.Single(response.Headers.GetValues("X-Amz-Function-Error")));
        Assert.Equal("""{"errorType":"Application.Late","errorMessage":"é"}""", await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.Equal(pid, await emulator.AskAsync("pid", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_buffered_function_url_finds_no_json_and_says_why()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var content = new StringContent("""{"steps":[{"text":"{\"statusCode\":200}\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000body"}]}""");
        using var response = await emulator.FunctionUrl.PostAsync(new Uri("/stream", UriKind.Relative), content, cancellationToken);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains("--invoke-mode response-stream", await emulator.Output.NextAsync("function URL:", cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task More_than_6_MB_is_too_large_and_the_function_goes_on_to_its_end()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await emulator.InvokeAsync("""{"command":"stream","steps":[{"zeros":20000000}]}""", cancellationToken);

        Assert.Equal("Unhandled", Assert.Single(response.Headers.GetValues("X-Amz-Function-Error")));
        Assert.Contains("Function.ResponseSizeTooLarge", await response.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
        Assert.Equal("test | streamed: 202", await emulator.Output.NextAsync("streamed:", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_crash_in_the_middle_is_an_exit_error()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await emulator.InvokeAsync("""{"command":"stream","steps":[{"text":"begun"},{"crash":true}]}""", cancellationToken);

        Assert.EndsWith(
            "Error: Runtime exited with error: exit status 3\"}", await response.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
        Assert.Matches(@"^\d+$", await emulator.AskAsync("pid", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_connection_that_the_runtime_closes_in_the_middle_is_a_truncated_response()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await emulator.InvokeAsync("""{"command":"stream","steps":[{"text":"begun"},{"hangup":true}]}""", cancellationToken);

        Assert.Contains("Runtime.TruncatedResponse", await response.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_hang_in_the_middle_is_a_timeout()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function() with { Timeout = TimeSpan.FromSeconds(1) }, cancellationToken);

        using var response = await emulator.InvokeAsync("""{"command":"stream","steps":[{"text":"begun"},{"hang":true}]}""", cancellationToken);

        Assert.Contains("Task timed out after 1.00 seconds", await response.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
        Assert.EndsWith("Status: timeout", await emulator.Output.NextAsync("REPORT", cancellationToken), StringComparison.Ordinal);
    }
}
