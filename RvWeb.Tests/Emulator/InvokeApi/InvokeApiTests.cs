using System.Net;

namespace RvWeb.Tests.Emulator.InvokeApi;

/// <summary>Source: docs.aws.amazon.com/lambda/latest/api/API_Invoke.html, and recorded error bodies.</summary>
public sealed class InvokeApiTests
{
    private const int Limit = 60_000;

    [Theory(Timeout = Limit)]
    [InlineData("test")]
    [InlineData("function")]
    [InlineData("test:$LATEST")]
    [InlineData("000000000000:function:test")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:test")]
    [InlineData("arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Atest%3A$LATEST")]
    public async Task A_function_answers_to_its_name_its_arn_and_the_alias(string name)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var content = new StringContent("""{"a":1}""");
        using var response = await emulator.Service.PostAsync(Path(name), content, cancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"a":1}""", await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.Equal("$LATEST", Assert.Single(response.Headers.GetValues("X-Amz-Executed-Version")));
        Assert.False(response.Headers.Contains("X-Amz-Function-Error"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_wrong_name_is_answered_with_the_names_there_are()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var content = new StringContent("{}");
        using var response = await emulator.Service.PostAsync(Path("tset"), content, cancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("ResourceNotFoundException", Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Equal(
            """{"Message":"Function not found: arn:aws:lambda:us-east-1:000000000000:function:tset (functions here: test)","Type":"User"}""",
            await response.Content.ReadAsStringAsync(cancellationToken));
    }

    [Theory(Timeout = Limit)]
    [InlineData("{")]
    [InlineData("hello")]
    [InlineData("{} {}")]
    public async Task A_payload_that_is_not_json_is_refused(string payload)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await emulator.InvokeAsync(payload, cancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("InvalidRequestContentException", Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Contains("Could not parse request body into json: ", await response.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task An_absent_payload_is_an_empty_object()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await emulator.InvokeAsync("", cancellationToken);

        Assert.Equal("{}", await response.Content.ReadAsStringAsync(cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_payload_over_6_MB_is_refused()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await emulator.InvokeAsync($"\"{new string('x', 6 * 1024 * 1024)}\"", cancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(
            """{"message":"Request must be smaller than 6291456 bytes for the InvokeFunction operation","Type":"User"}""",
            await response.Content.ReadAsStringAsync(cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_result_over_6_MB_is_an_error_of_the_function()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await emulator.InvokeAsync("""{"command":"large","bytes":7000000}""", cancellationToken);

        Assert.Equal(
            """{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes)."}""",
            await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.Matches("^[0-9]+$", await emulator.AskAsync("pid", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_dry_run_and_a_wrong_type_run_nothing_and_an_event_is_accepted_and_then_run()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var dryRun = await emulator.InvokeAsync("{}", cancellationToken, ("X-Amz-Invocation-Type", "DryRun"));
        using var wrong = await emulator.InvokeAsync("{}", cancellationToken, ("X-Amz-Invocation-Type", "event"));
        using var accepted = await emulator.InvokeAsync("""{"command":"say","text":"later"}""", cancellationToken, ("X-Amz-Invocation-Type", "Event"));
        var firstStart = await emulator.Output.NextAsync("START RequestId", cancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, dryRun.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Empty(await accepted.Content.ReadAsStringAsync(cancellationToken));
        Assert.Contains(Assert.Single(accepted.Headers.GetValues("x-amzn-RequestId")), firstStart, StringComparison.Ordinal);
        await emulator.Output.NextAsync("later", cancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task An_error_the_runtime_reports_reaches_the_caller_verbatim_and_the_process_stays()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        var pid = await emulator.AskAsync("pid", cancellationToken);

        Assert.Equal("""{"errorMessage":"thrown","errorType":"Application.CustomError"}""", await emulator.AskAsync("throw", cancellationToken));
        Assert.Equal(pid, await emulator.AskAsync("pid", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task What_is_not_served_says_what_is()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await emulator.Service.GetAsync(new Uri("/2015-03-31/nothing", UriKind.Relative), cancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("/2015-03-31/functions/NAME/invocations", await response.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
    }

    private static Uri Path(string name) => new($"/2015-03-31/functions/{name}/invocations", UriKind.Relative);
}
