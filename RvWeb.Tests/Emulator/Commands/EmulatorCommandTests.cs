using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RvWeb.Emulator.Commands;

namespace RvWeb.Tests.Emulator.Commands;

public sealed class EmulatorCommandTests
{
    private const int Limit = 60_000;

    [Theory(Timeout = Limit)]
    [InlineData("--function is missing", "--command", "node")]
    [InlineData("--function a/b:", "--function", "a/b", "--command", "node")]
    [InlineData("--command is missing", "--function", "f")]
    [InlineData("--command no-such-program-here: no such program", "--function", "f", "--command", "no-such-program-here x")]
    [InlineData("--command 'node: the quote at character 1 is not closed", "--function", "f", "--command", "'node")]
    [InlineData("--memory 64: give a whole number from 128 to 10240", "--function", "f", "--command", "node", "--memory", "64")]
    [InlineData("--timeout 3s: give a whole number from 1 to 900", "--function", "f", "--command", "node", "--timeout", "3s")]
    [InlineData("--idle 0: ", "--function", "f", "--command", "node", "--idle", "0")]
    [InlineData("--concurrency 0: ", "--function", "f", "--command", "node", "--concurrency", "0")]
    [InlineData("--port 65536: ", "--function", "f", "--command", "node", "--port", "65536")]
    [InlineData("--function-url -1: ", "--function", "f", "--command", "node", "--function-url", "-1")]
    [InlineData("--invoke-mode stream: use buffered or response-stream", "--function", "f", "--command", "node", "--invoke-mode", "stream")]
    [InlineData("--auth iam: use none or aws-iam", "--function", "f", "--command", "node", "--auth", "iam")]
    [InlineData("--auth-key AKIA: give ACCESSKEY=VARIABLE", "--function", "f", "--command", "node", "--auth-key", "AKIA")]
    [InlineData("--auth-key AKIA: the environment variable named after the equals sign is not set", "--function", "f", "--command", "node", "--auth-key", "AKIA=NO_SUCH_VARIABLE_HERE")]
    [InlineData("--auth-key AKIA: give ACCESSKEY=VARIABLE", "--function", "f", "--command", "node", "--auth-key", "AKIA=a=b")]
    [InlineData("--cors-allow-origins https://a/b: give origins", "--function", "f", "--command", "node", "--cors-allow-origins", "*,https://a/b")]
    [InlineData("--cors-allow-methods OPTIONS: use GET, PUT", "--function", "f", "--command", "node", "--cors-allow-methods", "GET,OPTIONS")]
    [InlineData("--cors-allow-headers a b: give names", "--function", "f", "--command", "node", "--cors-allow-headers", "a b")]
    [InlineData("--cors-expose-headers a:b: give names", "--function", "f", "--command", "node", "--cors-expose-headers", "a:b")]
    [InlineData("--cors-max-age 86401: give a whole number from 0 to 86400", "--function", "f", "--command", "node", "--cors-max-age", "86401")]
    [InlineData("--invoke-mode response-stream: --function-url is missing, without which it has no effect", "--function", "f", "--command", "node", "--invoke-mode", "response-stream", "--http-api", "0")]
    [InlineData("--cors-allow-credentials: --function-url is missing", "--function", "f", "--command", "node", "--cors-allow-credentials")]
    [InlineData("--http-api-stage beta: --http-api is missing", "--function", "f", "--command", "node", "--http-api-stage", "beta", "--function-url", "0")]
    [InlineData("--rest-api-binary-media-type image/*: --rest-api is missing", "--function", "f", "--command", "node", "--rest-api-binary-media-type", "image/*")]
    [InlineData("--alb-multi-value: --alb is missing", "--function", "f", "--command", "node", "--alb-multi-value")]
    [InlineData("--bind all: give an IP address of this machine", "--function", "f", "--command", "node", "--bind", "all")]
    [InlineData("--bind 203.0.113.1: it is no address of this machine", "--function", "f", "--command", "node", "--port", "0", "--bind", "203.0.113.1")]
    [InlineData("--event-retries 3: give a whole number from 0 to 2", "--function", "f", "--command", "node", "--event-retries", "3")]
    [InlineData("--event-max-age 59: give a whole number from 60 to 21600", "--function", "f", "--command", "node", "--event-max-age", "59")]
    [InlineData("--event-retry-delay -1: ", "--function", "f", "--command", "node", "--event-retry-delay", "-1")]
    [InlineData("--on-failure g: no such function here; give one of f, or an ARN", "--function", "f", "--command", "node", "--on-failure", "g")]
    [InlineData("--env-from K: give KEY=VARIABLE", "--function", "f", "--command", "node", "--env-from", "K")]
    [InlineData("--env-from K=NO_SUCH: NO_SUCH is not set here", "--function", "f", "--command", "node", "--env-from", "K=NO_SUCH")]
    [InlineData("--env =v: ", "--function", "f", "--command", "node", "--env", "=v")]
    [InlineData("--function f is given 2 times", "--function", "f", "--command", "node", "--function", "f", "--command", "node")]
    [InlineData("--command is missing: give the program and its arguments after the function, for example --function f ", "--function", "f", "--function", "g", "--command", "node")]
    [InlineData("'--command' expects a single argument but 2 were provided", "--function", "f", "--command", "node", "--command", "node")]
    [InlineData("--command node stands before the first --function", "--command", "node", "--function", "f", "--command", "node 2", "--function", "g")]
    [InlineData("--port 2: it is given 2 times", "--function", "f", "--command", "node", "--port", "1", "--function", "g", "--command", "node", "--port", "2")]
    [InlineData("--memory 64: ", "--function", "f", "--command", "node", "--function", "g", "--command", "node", "--memory", "64")]
    [InlineData("'--no-such-option'", "--function", "f", "--command", "node", "--function", "g", "--command", "node", "--no-such-option")]
    [InlineData("--watch /no/such/folder: there is no such folder", "--function", "f", "--command", "node", "--watch", "/no/such/folder")]
    [InlineData("--build make: nothing says when", "--function", "f", "--command", "node", "--build", "make")]
    [InlineData("--build no-such-tool: no such program", "--function", "f", "--command", "node", "--watch", "/", "--build", "no-such-tool x")]
    [InlineData("--build 'x: the quote at character 1 is not closed", "--function", "f", "--command", "node", "--watch", "/", "--build", "'x")]
    [InlineData("--extension no-such-program-here x: no such program", "--function", "f", "--command", "node", "--extension", "no-such-program-here x")]
    [InlineData("--extension 'x: the quote at character 1 is not closed", "--function", "f", "--command", "node", "--extension", "'x")]
    [InlineData("--extension node b: another one has the same file name", "--function", "f", "--command", "node", "--extension", "node a", "--extension", "node b")]
    [InlineData("--provisioned 2: more than --concurrency 1", "--function", "f", "--command", "node", "--provisioned", "2", "--concurrency", "1")]
    [InlineData("--provisioned 101: more than --concurrency 100", "--function", "f", "--command", "node", "--provisioned", "101")]
    [InlineData("--snap-start: cannot be combined with --provisioned 1", "--function", "f", "--command", "node", "--provisioned", "1", "--snap-start")]
    [InlineData("--log-format yaml: give one of text, json", "--function", "f", "--command", "node", "--log-format", "yaml")]
    [InlineData("--log-level loud: give one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL", "--function", "f", "--command", "node", "--log-format", "json", "--log-level", "loud")]
    [InlineData("--system-log-level: needs --log-format json", "--function", "f", "--command", "node", "--system-log-level", "warn")]
    [InlineData("--env AWS_LAMBDA_LOG_LEVEL=x: give KEY=VALUE or KEY; names that begin with AWS_LAMBDA_ are Lambda's own; --function, --memory, --log-format", "--function", "f", "--command", "node", "--env", "AWS_LAMBDA_LOG_LEVEL=x")]
    [InlineData("--http-api x: give a whole number", "--function", "f", "--command", "node", "--http-api", "x")]
    [InlineData("--http-api-payload 3.0: use 2.0 or 1.0.", "--function", "f", "--command", "node", "--http-api-payload", "3.0")]
    [InlineData("--http-api-stage a/b: use letters", "--function", "f", "--command", "node", "--http-api-stage", "a/b")]
    [InlineData("--rest-api -1: give a whole number", "--function", "f", "--command", "node", "--rest-api", "-1")]
    [InlineData("--rest-api-stage a-b: use letters", "--function", "f", "--command", "node", "--rest-api-stage", "a-b")]
    [InlineData("--rest-api-binary-media-type png: give a media type", "--function", "f", "--command", "node", "--rest-api-binary-media-type", "image/png", "--rest-api-binary-media-type", "png")]
    [InlineData("--alb 65536: give a whole number", "--function", "f", "--command", "node", "--alb", "65536")]
    public async Task Wrong_input_is_one_line_on_standard_error_and_exit_code_2(string expected, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(TestContext.Current.CancellationToken, arguments);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact(Timeout = Limit)]
    public async Task Help_lists_every_option_with_its_default()
    {
        var (code, output, _) = await RunAsync(TestContext.Current.CancellationToken, "--help");

        Assert.Equal(0, code);
        foreach (var text in (string[])["--function <NAME>", "--command", "[default: 128]", "[default: 3]", "[default: 100]", "[default: 300]", "[default: 9000]", "--function-url", "--http-api", "--rest-api", "--alb", "[default: prod]", "[default: 2.0]", "--env"])
            Assert.Contains(text, output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Help_is_shown_wherever_it_is_asked_for()
    {
        var (code, output, _) = await RunAsync(TestContext.Current.CancellationToken, "--function", "f", "--command", "node", "--function", "g", "--help");

        Assert.Equal(0, code);
        Assert.Contains("--command", output, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("--port")]
    [InlineData("--function-url")]
    [InlineData("--http-api")]
    [InlineData("--rest-api")]
    [InlineData("--alb")]
    public async Task A_taken_port_is_told_by_its_option(string option)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        string[] others = option == "--port" ? [] : ["--port", "0"];

        var (code, _, error) = await RunAsync(
            TestContext.Current.CancellationToken, [.. others, "--function", "f", "--command", "node", option, port]);

        Assert.Equal(2, code);
        Assert.StartsWith($"{option} {port}: the port is taken", error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task It_lists_its_addresses_serves_and_stops_when_told()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var output = new OutputLines();
        var running = EmulatorCommand.RunAsync(
            ["--function", "web", "--command", "node x", "--port", "0", "--function-url", "0", "--http-api", "0", "--http-api-stage", "$default", "--rest-api", "0", "--alb", "0"], output, TextWriter.Null, stop.Token);

        var service = await output.NextAsync("Lambda service http://localhost:", cancellationToken);
        var functionUrl = await output.NextAsync("function URL http://localhost:", cancellationToken);
        await output.NextAsync("HTTP API http://localhost:", cancellationToken);
        var restApi = await output.NextAsync("REST API http://localhost:", cancellationToken);
        await output.NextAsync("load balancer http://localhost:", cancellationToken);
        using var client = new HttpClient();
        var health = await client.GetStringAsync(new Uri($"{service["Lambda service ".Length..]}/.emulator/health"), cancellationToken);
        await stop.CancelAsync();

        Assert.Equal(0, await running);
        Assert.EndsWith(" → web", functionUrl, StringComparison.Ordinal);
        Assert.EndsWith("/prod → web", restApi, StringComparison.Ordinal);
        Assert.Equal("""{"status":"ok"}""", health);
    }

    [Fact(Timeout = Limit)]
    public async Task All_its_ports_listen_on_the_address_it_is_bound_to()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var output = new OutputLines();
        var running = EmulatorCommand.RunAsync(
            ["--function", "web", "--command", "node no-such-file.mjs", "--port", "0", "--function-url", "0", "--bind", "0.0.0.0"], output, TextWriter.Null, stop.Token);

        await output.NextAsync("warning: bound to 0.0.0.0: ", cancellationToken);
        var service = await output.NextAsync("Lambda service http://localhost:", cancellationToken);
        var functionUrl = await output.NextAsync("function URL http://localhost:", cancellationToken);
        using var client = new HttpClient();
        // No port that is on localhost only answers to this one of the loopback addresses.
        var health = await client.GetStringAsync(new Uri($"http://127.0.0.2:{new Uri(service.Split(' ')[^1]).Port}/.emulator/health"), cancellationToken);
        using var answer = await client.GetAsync(new Uri($"http://127.0.0.2:{new Uri(functionUrl.Split(' ')[2]).Port}/"), cancellationToken);
        await stop.CancelAsync();

        Assert.Equal(0, await running);
        Assert.Equal("""{"status":"ok"}""", health);
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await EmulatorCommand.RunAsync(arguments, output, error, cancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
