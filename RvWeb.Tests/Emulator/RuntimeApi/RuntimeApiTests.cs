using System.Globalization;
using System.Text.Json.Nodes;

namespace RvWeb.Tests.Emulator.RuntimeApi;

/// <summary>What a runtime sees over HTTP. Source: docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.</summary>
public sealed class RuntimeApiTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task Next_carries_the_headers_of_the_invocation()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await emulator.InvokeAsync(
            """{"command":"headers"}""", cancellationToken, ("X-Amz-Client-Context", "eyJjdXN0b20iOnsiYSI6MX19"));
        var headers = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;

        Assert.Equal(Assert.Single(response.Headers.GetValues("x-amzn-RequestId")), Text(headers, "lambda-runtime-aws-request-id"));
        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:test", Text(headers, "lambda-runtime-invoked-function-arn"));
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$", Text(headers, "lambda-runtime-trace-id"));
        Assert.Equal("""{"custom":{"a":1}}""", Text(headers, "lambda-runtime-client-context"));
        Assert.Equal("application/json", Text(headers, "content-type"));
        var deadline = long.Parse(Text(headers, "lambda-runtime-deadline-ms"), CultureInfo.InvariantCulture);
        Assert.InRange(deadline - TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), 1, 60_000);
    }

    [Theory(Timeout = Limit)]
    [InlineData("wrong-id", """{"status":400,"body":"{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}"}""")]
    [InlineData("late-init-error", """{"status":403,"body":"{\"errorMessage\":\"State transition is not allowed\",\"errorType\":\"InvalidStateTransition\"}"}""")]
    [InlineData("wrong-mode", "400")]
    [InlineData("next-again", """{"command":"next-again"}""")]
    [InlineData("ping", "\"pong\"")]
    public async Task A_call_out_of_turn_is_answered_as_aws_does(string command, string answer)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        Assert.Equal(answer, await emulator.AskAsync(command, cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_second_answer_is_refused_and_the_first_one_counts()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        Assert.Equal("\"first\"", await emulator.AskAsync("twice", cancellationToken));
        Assert.Contains("InvalidRequestID", await emulator.AskAsync("last", cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_runtime_that_hangs_up_in_the_middle_of_its_answer_gets_the_event_again()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        Assert.Equal("\"whole\"", await emulator.AskAsync("half", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task The_process_gets_lambdas_variables_its_own_and_no_others()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var function = RunningEmulator.Function() with { Variables = new Dictionary<string, string> { ["FOO"] = "bar", ["AWS_REGION"] = "eu-west-1" } };
        await using var emulator = await RunningEmulator.StartAsync(function, cancellationToken);

        var variables = JsonNode.Parse(await emulator.AskAsync("env", cancellationToken))!.AsObject();

        Assert.Equal("test", Text(variables, "AWS_LAMBDA_FUNCTION_NAME"));
        Assert.Equal("128", Text(variables, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
        Assert.Equal("on-demand", Text(variables, "AWS_LAMBDA_INITIALIZATION_TYPE"));
        Assert.Matches("^127\\.0\\.0\\.1:[0-9]+$", Text(variables, "AWS_LAMBDA_RUNTIME_API"));
        Assert.Matches(@"^[0-9]{4}/[0-9]{2}/[0-9]{2}/\[\$LATEST\][0-9a-f]{32}$", Text(variables, "AWS_LAMBDA_LOG_STREAM_NAME"));
        Assert.Equal(("bar", "eu-west-1"), (Text(variables, "FOO"), Text(variables, "AWS_REGION")));
        Assert.DoesNotContain(variables, variable => variable.Key.StartsWith("DOTNET_", StringComparison.Ordinal) && variable.Key != "DOTNET_ROOT");
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
