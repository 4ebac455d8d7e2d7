using System.Net;
using System.Net.Sockets;
using RvWeb.Edge.Hosting;

namespace RvWeb.Tests.Edge;

public sealed class EdgeCommandTests : IDisposable
{
    private const int Limit = 60_000;
    private readonly string _template = Path.GetTempFileName();

    public EdgeCommandTests() => File.WriteAllText(_template, EdgeTemplates.Full);

    public void Dispose() => File.Delete(_template);

    [Theory(Timeout = Limit)]
    [InlineData("", "'--template'")]
    [InlineData("--template /gone.json --origin http://localhost:1", "--template /gone.json: there is no such file")]
    [InlineData("--template T --origin http://localhost:1 --distribution Gone", "--distribution Gone: there is none of that name")]
    [InlineData("--template T --origin ftp://x", "--origin ftp://x: 'ftp://x' is no http or https URL")]
    [InlineData("--template T --origin other=http://localhost:1", "the distribution has no origin 'other': use 'app'")]
    [InlineData("--template T", "the origin 'app' is mapped to no URL")]
    [InlineData("--template T --origin http://localhost:1 --port 65536", "--port 65536 is no port")]
    [InlineData("--template T --origin http://localhost:1 --port x", "--port x is no port")]
    [InlineData("--template T --origin http://localhost:1 --cache-size 0", "--cache-size 0 is no size in MB: use a number from 1 to 1048576")]
    [InlineData("--template T --origin http://localhost:1 --pops 0", "--pops 0 is no number of edge locations: use 1 to 16")]
    [InlineData("--template T --origin http://localhost:1 --sign-key AKIA=RVWEB_NOT_SET", "--sign-key AKIA: no origin of Dist has an AWS::CloudFront::OriginAccessControl that signs")]
    [InlineData("--template T --origin http://localhost:1 --https-port x", "--https-port x is no port")]
    [InlineData("--template T --origin http://localhost:1 --port 39741 --https-port 39741", "--https-port 39741 is the port of plain HTTP")]
    [InlineData("--template T --origin http://localhost:1 --key-value-store S=x.json", "--key-value-store S=x.json: no function here reads a store 'S'")]
    [InlineData("--template T --origin http://localhost:1 --key-value-store S", "--key-value-store S: write LOGICALID=FILE.json")]
    [InlineData("--template T --origin http://localhost:1 --function-origin a=b", "--function-origin a=b: 'b' is no http or https URL")]
    [InlineData("--template T --origin http://localhost:1 --secret Word", "--secret Word: give NAME=VALUE.")]
    [InlineData("--template T --origin http://localhost:1 --secret Word=x", "--secret Word: the template refers to no such secret; leave it out.")]
    [InlineData("--template T --origin http://localhost:1 --bind all", "--bind all is no IP address: use one of this machine's, or 0.0.0.0 for all")]
    [InlineData("--template T --origin http://localhost:1 --port 0 --bind 203.0.113.1", "--bind 203.0.113.1 is no address of this machine")]
    [InlineData("--template T --origin http://localhost:1 --parameter Stage", "--parameter Stage: write NAME=VALUE")]
    [InlineData("--template T --origin http://localhost:1 --parameter Stage=x", "--parameter Stage: T has no such parameter; it has")]
    [InlineData("--template T --nonsense", "'--nonsense'")]
    public async Task Wrong_input_gives_one_line_and_exit_code_2(string line, string expected)
    {
        var (code, _, error) = await RunAsync(line, TestContext.Current.CancellationToken);

        Assert.Equal(2, code);
        Assert.Contains(expected.Replace(": T ", $": {_template} ", StringComparison.Ordinal), error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact(Timeout = Limit)]
    public async Task A_taken_port_gives_one_line_and_exit_code_2()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, _, error) = await RunAsync($"--template T --origin http://localhost:1 --port {port}", TestContext.Current.CancellationToken);

        Assert.Equal(2, code);
        Assert.StartsWith($"edge: --port {port} is taken", error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Help_names_every_option()
    {
        var (code, output, _) = await RunAsync("--help", TestContext.Current.CancellationToken);

        Assert.Equal(0, code);
        Assert.All(
            ["--template", "--distribution", "--parameter", "--origin", "--port", "--bind", "--https-port", "--pops", "--cache-size", "--sign-key", "--secret", "--key-value-store", "--function-origin", "--explain"],
            option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Fact(Timeout = Limit)]
    public async Task It_lists_what_is_not_emulated_and_where_it_listens_and_stops_in_order()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var output = new AwaitedOutput("edge listening on ");
        var running = new EdgeCommand().RunAsync(
            ["--template", _template, "--origin", "app=http://localhost:1", "--port", "0"], output, TextWriter.Null, stop.Token);

        var line = await output.Line.WaitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(0, await running);
        Assert.Matches(@"^edge listening on http://localhost:\d+ \(distribution Dist, origin app → http://localhost:1\)$", line);
        Assert.Contains("https: off, so plain HTTP counts as HTTPS for '*' (--https-port opens a port", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("not emulated: Dist.Properties.DistributionConfig.Origins[0].OriginAccessControlId", output.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task An_https_port_is_named_at_the_start()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var output = new AwaitedOutput("https: ");
        var running = new EdgeCommand().RunAsync(
            ["--template", _template, "--origin", "http://localhost:1", "--port", "0", "--https-port", "0"], output, TextWriter.Null, stop.Token);

        var line = await output.Line.WaitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(0, await running);
        Assert.Matches(@"^https: https://localhost:\d+ \(", line);
    }

    [Fact(Timeout = Limit)]
    public async Task It_listens_on_the_address_it_is_bound_to_and_says_who_can_reach_it()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var output = new AwaitedOutput("edge listening on ");
        var running = new EdgeCommand().RunAsync(
            ["--template", _template, "--origin", "http://localhost:1", "--port", "0", "--bind", "0.0.0.0"], output, TextWriter.Null, stop.Token);

        var port = new Uri((await output.Line.WaitAsync(stop.Token)).Split(' ')[3]).Port;
        using var client = new HttpClient();
        // No port that is on localhost only answers to this one of the loopback addresses.
        var health = await client.GetStringAsync(new Uri($"http://127.0.0.2:{port}/.edge/health"), stop.Token);
        await stop.CancelAsync();

        Assert.Equal(0, await running);
        Assert.Contains("ok", health, StringComparison.Ordinal);
        Assert.Contains("warning: bound to 0.0.0.0: ", output.ToString(), StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string line, CancellationToken cancellationToken)
    {
        var arguments = line.Replace("--template T", $"--template {_template}", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await new EdgeCommand().RunAsync(arguments, output, error, cancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
