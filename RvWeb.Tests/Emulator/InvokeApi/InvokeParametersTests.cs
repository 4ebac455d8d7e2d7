using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace RvWeb.Tests.Emulator.InvokeApi;

/// <summary>Source: docs.aws.amazon.com/lambda/latest/api/API_Invoke.html.</summary>
public sealed class InvokeParametersTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task A_tail_holds_the_lines_of_the_invocation_between_START_and_REPORT()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        await emulator.InvokeAsync("""{"command":"say","text":"earlier"}""", cancellationToken);

        for (var i = 0; i < 20; i++)
        {
            using var response = await TailAsync(emulator, """{"command":"say","text":"now"}""", cancellationToken);

            var id = response.Headers.GetValues("x-amzn-RequestId").Single();
            Assert.Matches(
                $"^START RequestId: {id} Version: \\$LATEST\nnow\nEND RequestId: {id}\nREPORT RequestId: {id}\tDuration: .* ms\t.*MB.*\n$", Tail(response));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_tail_is_the_last_4_KB()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await TailAsync(emulator, """{"command":"flood","text":"0123456789","times":100000}""", cancellationToken);

        var tail = Tail(response);
        Assert.Equal(4096, Encoding.UTF8.GetByteCount(tail));
        Assert.Contains("0123456789\n0123456789\nEND RequestId", tail, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("crash", "REPORT RequestId: ")]
    [InlineData("throw", "REPORT RequestId: ")]
    public async Task A_failed_invocation_has_a_tail_too(string command, string expected)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await TailAsync(emulator, $$"""{"command":"{{command}}"}""", cancellationToken);

        Assert.Equal("Unhandled", response.Headers.GetValues("X-Amz-Function-Error").Single());
        Assert.Contains(expected, Tail(response), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task An_invocation_whose_init_failed_twice_has_a_tail_too()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function("init-error"), cancellationToken);

        using var response = await TailAsync(emulator, "{}", cancellationToken);

        Assert.Equal("Unhandled", response.Headers.GetValues("X-Amz-Function-Error").Single());
        Assert.StartsWith("START RequestId: ", Tail(response), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task The_client_context_and_the_tenant_reach_the_function()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        var context = Convert.ToBase64String("""{"custom":{"a":"b"}}"""u8);

        using var response = await emulator.InvokeAsync(
            """{"command":"headers"}""", cancellationToken, ("X-Amz-Client-Context", context), ("X-Amz-Tenant-Id", "blue"));

        var headers = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        Assert.Equal("""{"custom":{"a":"b"}}""", (string?)headers["lambda-runtime-client-context"]);
        Assert.Equal("blue", (string?)headers["lambda-runtime-aws-tenant-id"]);
    }

    [Theory(Timeout = Limit)]
    [InlineData("X-Amz-Client-Context", "not base64!", "InvalidRequestContentException", "Client context must be a valid Base64-encoded JSON object.")]
    [InlineData("X-Amz-Client-Context", "WzFd", "InvalidRequestContentException", "Client context must be a valid Base64-encoded JSON object.")]
    [InlineData("X-Amz-Invocation-Type", "event", "InvalidParameterValueException", "X-Amz-Invocation-Type is 'event': use RequestResponse, Event or DryRun")]
    [InlineData("X-Amz-Log-Type", "tail", "InvalidParameterValueException", "X-Amz-Log-Type is 'tail': use None or Tail")]
    public async Task A_wrong_header_is_refused(string name, string value, string type, string message)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await emulator.InvokeAsync("{}", cancellationToken, (name, value));

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, type, $$"""{"message":"{{message}}","Type":"User"}""", cancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task A_client_context_over_3583_bytes_is_refused()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        static string Context(int length) => Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', length)}}"}"""));

        using var longest = await emulator.InvokeAsync("{}", cancellationToken, ("X-Amz-Client-Context", Context(2675)));
        using var longer = await emulator.InvokeAsync("{}", cancellationToken, ("X-Amz-Client-Context", Context(2682)));

        Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
        await AssertErrorAsync(
            longer, HttpStatusCode.BadRequest, "InvalidRequestContentException",
            """{"message":"Client context is 3588 bytes long in base64; 3583 are allowed.","Type":"User"}""", cancellationToken);
    }

    [Theory(Timeout = Limit)]
    [InlineData("test", "", "")]
    [InlineData("test", "?Qualifier=$LATEST", ":$LATEST")]
    [InlineData("test:$LATEST", "", ":$LATEST")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:test:$LATEST", "?Qualifier=$LATEST", ":$LATEST")]
    public async Task The_function_sees_the_qualifier_it_was_invoked_with(string name, string query, string expected)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await PostAsync(emulator, name, query, """{"command":"headers"}""", cancellationToken);

        var headers = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        Assert.Equal($"arn:aws:lambda:us-east-1:000000000000:function:test{expected}", (string?)headers["lambda-runtime-invoked-function-arn"]);
    }

    [Theory(Timeout = Limit)]
    [InlineData("test", "?Qualifier=live", "live")]
    [InlineData("test:7", "", "7")]
    [InlineData("000000000000:function:test:7", "", "7")]
    public async Task A_version_or_alias_that_does_not_exist_is_not_found(string name, string query, string qualifier)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await PostAsync(emulator, name, query, "{}", cancellationToken);

        await AssertErrorAsync(
            response, HttpStatusCode.NotFound, "ResourceNotFoundException",
            string.Create(CultureInfo.InvariantCulture, $$"""{"Message":"Function not found: arn:aws:lambda:us-east-1:000000000000:function:test:{{qualifier}} (versions here: $LATEST)","Type":"User"}"""),
            cancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task Two_different_qualifiers_are_refused()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await PostAsync(emulator, "test:live", "?Qualifier=$LATEST", "{}", cancellationToken);

        await AssertErrorAsync(
            response, HttpStatusCode.BadRequest, "InvalidParameterValueException",
            """{"message":"The derived qualifier from the function name does not match the specified qualifier.","Type":"User"}""", cancellationToken);
    }

    private static Task<HttpResponseMessage> TailAsync(RunningEmulator emulator, string payload, CancellationToken cancellationToken) =>
        emulator.InvokeAsync(payload, cancellationToken, ("X-Amz-Log-Type", "Tail"));

    private static string Tail(HttpResponseMessage response) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(response.Headers.GetValues("X-Amz-Log-Result").Single()));

    private static async Task<HttpResponseMessage> PostAsync(
        RunningEmulator emulator, string name, string query, string payload, CancellationToken cancellationToken)
    {
        using var content = new StringContent(payload);
        return await emulator.Service.PostAsync(new Uri($"/2015-03-31/functions/{name}/invocations{query}", UriKind.Relative), content, cancellationToken);
    }

    private static async Task AssertErrorAsync(
        HttpResponseMessage response, HttpStatusCode status, string type, string body, CancellationToken cancellationToken)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(type, response.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Equal(body, await response.Content.ReadAsStringAsync(cancellationToken));
    }
}
