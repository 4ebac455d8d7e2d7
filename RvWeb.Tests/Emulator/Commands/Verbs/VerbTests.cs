using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using RvWeb.Emulator.Commands;
using RvWeb.Emulator.Commands.Verbs;
using RvWeb.Emulator.Samples;

namespace RvWeb.Tests.Emulator.Commands.Verbs;

/// <summary>What a user types, against an emulator that runs.</summary>
public sealed class VerbTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task Invoke_prints_the_answer()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        Assert.Equal((0, "{\"a\":1}\n", ""), await RunAsync(emulator, "", cancellationToken, "invoke", "test", "--data", "{\"a\":1}"));
        Assert.Equal((0, "[2]\n", ""), await RunAsync(emulator, "[2]", cancellationToken, "invoke", "test", "-"));
        Assert.Equal((0, "[3]\n", ""), await RunAsync(emulator, "[3]", cancellationToken, "invoke", "-"));
        Assert.Equal((0, "[4]\n", ""), await RunAsync(emulator, "[4]", cancellationToken, "invoke", "--file", "-"));
        Assert.Equal((0, "{}\n", ""), await RunAsync(emulator, "", cancellationToken, "invoke"));
    }

    [Fact(Timeout = Limit)]
    public async Task Invoke_sends_a_file_and_any_sample()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        var file = Path.Combine(AppContext.BaseDirectory, "Lambda", "Samples", "Triggers", "sqs.json");

        var (_, fromFile, _) = await RunAsync(emulator, "", cancellationToken, "invoke", "--file", file);

        Assert.Equal(await File.ReadAllTextAsync(file, cancellationToken), fromFile[..^1]);
        foreach (var sample in SampleCatalogue.Names)
        {
            var (code, output, error) = await RunAsync(emulator, "", cancellationToken, "invoke", "--sample", sample);
            Assert.Equal((0, ""), (code, error));
            Assert.NotNull(JsonNode.Parse(output));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task The_error_of_a_function_is_printed_and_exit_code_1()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var (code, output, error) = await RunAsync(emulator, "", cancellationToken, "invoke", "test", "--data", """{"command":"throw"}""");

        Assert.Equal(1, code);
        Assert.Equal("{\"errorMessage\":\"thrown\",\"errorType\":\"Application.CustomError\"}\n", output);
        Assert.Equal("The function failed (Unhandled); its error is on standard output.\n", error);
    }

    [Fact(Timeout = Limit)]
    public async Task The_tail_the_client_context_and_the_type_are_asked_for()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var tail = await RunAsync(emulator, "", cancellationToken, "invoke", "--tail", "--data", """{"command":"say","text":"said"}""");
        var context = await RunAsync(emulator, "", cancellationToken, "invoke", "--client-context", """{"custom":{}}""", "--data", """{"command":"headers"}""");
        var queued = await RunAsync(emulator, "", cancellationToken, "invoke", "--type", "Event", "--data", """{"command":"say","text":"later"}""");
        var checkedOnly = await RunAsync(emulator, "", cancellationToken, "invoke", "--type", "DryRun");

        Assert.Equal("null\n", tail.Output);
        Assert.Matches("^START RequestId: .*\nsaid\nEND RequestId: .*\nREPORT RequestId: .*\n$", tail.Error);
        Assert.Equal("""{"custom":{}}""", (string?)JsonNode.Parse(context.Output)!["lambda-runtime-client-context"]);
        Assert.Equal((0, ""), (queued.Code, queued.Output));
        Assert.StartsWith("queued: request ", queued.Error, StringComparison.Ordinal);
        await emulator.Output.NextAsync("later", cancellationToken);
        Assert.Equal((0, "", "checked: the function would have been invoked\n"), checkedOnly);
    }

    [Theory(Timeout = Limit)]
    [InlineData("--sample sqz: no such sample; there are: alb, ", "invoke", "--sample", "sqz")]
    [InlineData("--file nowhere.json: no such file", "invoke", "--file", "nowhere.json")]
    [InlineData("--data {: it is not JSON (", "invoke", "--data", "{")]
    [InlineData("--data: the event comes from --sample already", "invoke", "--sample", "sqs", "--data", "{}")]
    [InlineData("-: the event comes from --data already", "invoke", "-", "--data", "{}")]
    [InlineData("--type event: use RequestResponse, Event, DryRun", "invoke", "--type", "event")]
    [InlineData("--client-context []: give a JSON object", "invoke", "--client-context", "[]")]
    [InlineData("--endpoint localhost: give an address such as http://localhost:9000", "invoke", "--endpoint", "localhost")]
    [InlineData("b: a is named already; give one function", "invoke", "a", "b")]
    [InlineData("See invoke --help.", "invoke", "--nothing")]
    [InlineData("See control --help.", "control", "restart")]
    [InlineData("See control --help.", "control")]
    [InlineData("See control --help.", "control", "recycle")]
    public async Task Wrong_input_is_one_line_on_standard_error_and_exit_code_2(string expected, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments, "", TestContext.Current.CancellationToken);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact(Timeout = Limit)]
    public async Task Standard_input_that_is_no_json_is_told()
    {
        var (code, _, error) = await RunAsync(["invoke", "-"], "hello", TestContext.Current.CancellationToken);

        Assert.Equal(2, code);
        Assert.StartsWith("--file -: it is not JSON (", error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_wrong_name_is_answered_with_the_names_there_are()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var (code, output, error) = await RunAsync(emulator, "", cancellationToken, "invoke", "tset");

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("404 ResourceNotFoundException: ", error, StringComparison.Ordinal);
        Assert.Contains("functions here: test", error, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("invoke")]
    [InlineData("control", "environments")]
    public async Task Where_nothing_listens_one_is_told_to_start_the_emulator(params string[] arguments)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endpoint = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}";
        listener.Stop();

        var (code, _, error) = await RunAsync([.. arguments, "--endpoint", endpoint], "", TestContext.Current.CancellationToken);

        Assert.Equal(1, code);
        Assert.StartsWith($"--endpoint {endpoint}: nothing listens there; start the emulator", error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Control_lists_pauses_resumes_and_recycles()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        await emulator.AskAsync("pid", cancellationToken);

        Assert.Contains("\"name\":\"test\"", (await RunAsync(emulator, "", cancellationToken, "control", "functions")).Output, StringComparison.Ordinal);
        Assert.Contains("\"invocations\":1", (await RunAsync(emulator, "", cancellationToken, "control", "environments")).Output, StringComparison.Ordinal);
        Assert.Equal((0, "{\"function\":\"test\",\"paused\":true}\n", ""), await RunAsync(emulator, "", cancellationToken, "control", "pause", "test"));
        Assert.Equal((0, "{\"function\":\"test\",\"paused\":false}\n", ""), await RunAsync(emulator, "", cancellationToken, "control", "resume", "test"));
        Assert.Equal((0, "{\"function\":\"test\",\"recycled\":1}\n", ""), await RunAsync(emulator, "", cancellationToken, "control", "recycle", "test"));
        Assert.Equal(
            (2, "", "{\"error\":\"There is no function 'tset'; here are: test.\"}\n"), await RunAsync(emulator, "", cancellationToken, "control", "pause", "tset"));
    }

    [Theory(Timeout = Limit)]
    [InlineData("--sample <NAME>", "invoke", "--help")]
    [InlineData("[default: http://localhost:9000", "invoke", "--help")]
    [InlineData("recycle", "control", "--help")]
    [InlineData("invokes a function with a sample event", "--help")]
    [InlineData("sqs-fifo\nwebsocket-connect", "invoke", "--list-samples")]
    public async Task Help_and_samples_are_listed(string expected, params string[] arguments)
    {
        await using var output = new StringWriter();
        var code = await EmulatorCommand.RunAsync(arguments, output, TextWriter.Null, TestContext.Current.CancellationToken);

        Assert.Equal(0, code);
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(
        RunningEmulator emulator, string input, CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync([.. arguments, "--endpoint", emulator.Service.BaseAddress!.AbsoluteUri], input, cancellationToken);

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments, string input, CancellationToken cancellationToken)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        using var reader = new StringReader(input);
        var code = await VerbCommand.RunAsync(arguments, reader, output, error, cancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
