using System.Net;
using System.Text.Json.Nodes;

namespace RvWeb.Tests.Emulator.Extensions;

/// <summary>What an extension sees over HTTP. Source: docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html; errors as in AWS's RIE.</summary>
public sealed class ExtensionsApiTests
{
    private const int Limit = 60_000;
    private const string SomeId = "00000000-0000-0000-0000-000000000001";

    [Theory(Timeout = Limit)]
    [InlineData("POST", "register", null, null, "{}", 403, "Extension.InvalidExtensionName")]
    [InlineData("POST", "register", "Lambda-Extension-Name", "x", "[]", 403, "InvalidRequestFormat")]
    [InlineData("POST", "register", "Lambda-Extension-Name", "x", "{", 403, "InvalidRequestFormat")]
    [InlineData("POST", "register", "Lambda-Extension-Name", "x", """{"configurationKeys":["a"]}""", 403, "InvalidRequestFormat")]
    [InlineData("POST", "register", "Lambda-Extension-Name", "x", """{"events":["SHUTDOWN"]}""", 403, "Extension.InvalidEventType")]
    [InlineData("POST", "register", "Lambda-Extension-Name", "x", """{"events":[]}""", 403, "Extension.RegistrationClosed")]
    [InlineData("GET", "event/next", null, null, "", 403, "Extension.MissingExtensionIdentifier")]
    [InlineData("GET", "event/next", "Lambda-Extension-Identifier", "x", "", 403, "Extension.InvalidExtensionIdentifier")]
    [InlineData("GET", "event/next", "Lambda-Extension-Identifier", SomeId, "", 403, "Extension.UnknownExtensionIdentifier")]
    [InlineData("POST", "init/error", "Lambda-Extension-Identifier", SomeId, "", 403, "Extension.MissingHeader")]
    [InlineData("POST", "no/such", null, null, "", 404, "NotFound")]
    public async Task A_call_out_of_turn_is_answered_as_aws_does(string method, string path, string? header, string? value, string body, int status, string type)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        var variables = JsonNode.Parse(await emulator.AskAsync("env", cancellationToken))!;
        using var client = new HttpClient { BaseAddress = new Uri($"http://{variables["AWS_LAMBDA_RUNTIME_API"]}") };
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/2020-01-01/extension/{path}");
        if (method == "POST")
            request.Content = new StringContent(body);
        if (header is not null)
            request.Headers.Add(header, value);

        using var response = await client.SendAsync(request, cancellationToken);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal(type, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!["errorType"]!);
    }

    [Fact(Timeout = Limit)]
    public async Task An_external_extension_learns_of_each_invocation()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function().With(ExtensionFunctions.Both), cancellationToken);

        using var response = await emulator.InvokeAsync("{}", cancellationToken);
        var id = Assert.Single(response.Headers.GetValues("x-amzn-RequestId"));

        Assert.Equal(
            """test | extension registered 200 {"functionName":"test","functionVersion":"$LATEST","handler":"node"}""",
            await emulator.Output.NextAsync("registered", cancellationToken));
        Assert.Equal("test | EXTENSION\tName: node\tState: Ready\tEvents: [INVOKE, SHUTDOWN]", await emulator.Output.NextAsync("EXTENSION", cancellationToken));
        var told = await emulator.Output.NextAsync("extension got", cancellationToken);
        Assert.Contains($"\"requestId\":\"{id}\"", told, StringComparison.Ordinal);
        Assert.Contains("\"invokedFunctionArn\":\"arn:aws:lambda:us-east-1:000000000000:function:test\"", told, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task The_runtime_starts_when_the_external_extensions_have_registered()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var gate = new Gate();
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function().With("[]", "late", gate.Port), cancellationToken);

        var call = emulator.AskAsync("pid", cancellationToken);
        // Open for good afterwards: an init that took ten seconds, on a machine that stood still, is run again and comes here once more.
        using (gate)
        using (await gate.ArrivedAsync(cancellationToken))
            Assert.Null(Assert.Single(emulator.Environments).ProcessId);

        Assert.Matches(@"^\d+$", await call);
    }

    [Fact(Timeout = Limit)]
    public async Task The_answer_does_not_wait_for_an_extension_but_the_environment_does()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function().With(ExtensionFunctions.Both, "slow", gate.Port) with { Concurrency = 1 }, cancellationToken);

        var pid = await emulator.AskAsync("pid", cancellationToken);
        var busy = await gate.ArrivedAsync(cancellationToken);
        Assert.Equal(RvWeb.Emulator.Environments.EnvironmentState.Settling, Assert.Single(emulator.Environments).State);
        var next = emulator.AskAsync("pid", cancellationToken);
        Assert.False(next.IsCompleted);
        busy.Dispose();
        using var again = await gate.ArrivedAsync(cancellationToken);

        Assert.Equal(pid, await next);
    }

    [Theory(Timeout = Limit)]
    [InlineData("crash", "Extension.Crash", "exit status 9")]
    [InlineData("init-error", "Extension.InitError", "Extension.NoKey")]
    public async Task An_extension_that_fails_in_the_init_fails_the_init(string mode, string type, string reason)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function().With(ExtensionFunctions.Both, mode), cancellationToken);

        var body = await emulator.AskAsync("pid", cancellationToken);

        Assert.Contains($"\"errorType\":\"{type}\"", body, StringComparison.Ordinal);
        Assert.EndsWith($"Error: {reason}\"}}", body, StringComparison.Ordinal);
        Assert.EndsWith($"Phase: init\tStatus: error\tError Type: {type}", await emulator.Output.NextAsync("INIT_REPORT", cancellationToken), StringComparison.Ordinal);
        Assert.EndsWith($"Phase: invoke\tStatus: error\tError Type: {type}", await emulator.Output.NextAsync("INIT_REPORT", cancellationToken), StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("dies", "Extension.Crash")]
    [InlineData("exit-error", "Extension.ExitError")]
    public async Task An_extension_that_fails_in_an_invocation_fails_it(string mode, string type)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function().With(ExtensionFunctions.Both, mode), cancellationToken);

        Assert.Contains($"\"errorType\":\"{type}\"", await emulator.AskAsync("hang", cancellationToken), StringComparison.Ordinal);
        Assert.EndsWith($"Status: error\tError Type: {type}", await emulator.Output.NextAsync("REPORT RequestId", cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task An_internal_extension_gets_the_invocations_it_asked_for()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function("internal", "", """["INVOKE"]"""), cancellationToken);

        await emulator.AskAsync("pid", cancellationToken);

        Assert.Equal("test | EXTENSION\tName: inside\tState: Ready\tEvents: [INVOKE]", await emulator.Output.NextAsync("EXTENSION", cancellationToken));
        await emulator.Output.NextAsync("inside got {\"eventType\":\"INVOKE\"", cancellationToken);
        await emulator.Output.NextAsync("REPORT", cancellationToken);
    }
}
