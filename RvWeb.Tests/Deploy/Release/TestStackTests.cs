using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Deploy.Release;

/// <summary>test-stack against the app behind our own edge.</summary>
[Collection(AwsSeries.Name)]
public sealed partial class TestStackTests(FakeAws aws)
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task An_app_behind_the_edge_passes_and_one_without_an_edge_does_not()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var web = new BuiltProgram(BuiltProgram.PathOf("RvWeb.Web"), [], ("PORT", "0"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"));
        var origin = Url().Match((await web.LinesUntilAsync("Now listening on", cancellationToken))[^1]).Value;
        await using var edge = new BuiltProgram(
            BuiltProgram.PathOf("RvWeb.Edge"), ["--template", FakeAws.Template, "--origin", origin, "--port", "0"]);
        var viewers = Url().Match((await edge.LinesUntilAsync("edge listening", cancellationToken))[^1]).Value;

        var passed = (await VerbRun.OfAsync(Machine.With(), "test-stack", "--edge-url", viewers, "--function-url", origin)).MustSucceed();
        Assert.Contains("All 8 checks passed.", passed.Output, StringComparison.Ordinal);

        var failed = await VerbRun.OfAsync(Machine.With(), "test-stack", "--edge-url", origin, "--function-url", origin, "--direct-calls", "refused", "--json");
        Assert.Equal(1, failed.ExitCode);
        Assert.Equal(
            ["edge: the first answer is a miss", "edge: then it is a hit", "function: a direct call is refused"],
            failed.Json["checks"]!.AsArray().Where(check => !(bool)check!["passed"]!).Select(check => (string)check!["name"]!));
    }

    [Fact(Timeout = Limit)]
    public async Task Where_nothing_answers_every_check_fails_and_says_why()
    {
        using var taken = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        taken.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var nobody = $"http://{taken.LocalEndPoint}";

        var failed = await VerbRun.OfAsync(Machine.With(), "test-stack", "--edge-url", nobody, "--function-url", nobody);

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("refused", failed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" ok ", failed.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("hashes", false, "edge: POST /echo without the body's hash is refused", "edge: POST /echo with it sends the JSON back")]
    [InlineData("signed-at-edge", true, "edge: POST /echo sends the JSON back")]
    public async Task The_stack_tells_whether_viewers_must_send_hashes(string environment, bool signsAtEdge, params string[] expected)
    {
        await using var refusing = await AnsweringServer.WithAsync(403, TestContext.Current.CancellationToken);
        using var moto = aws.Api();
        await moto.CreateStackAsync(
            $"RvWeb-{environment}", WithAccessControl(environment, refusing.Url, signsAtEdge), "provided.al2023", TestContext.Current.CancellationToken);

        var tried = await VerbRun.OfAsync(aws.Surroundings(), "test-stack", "--env", environment, "--edge-url", refusing.Url, "--json");

        var checks = tried.Json["checks"]!.AsArray().Select(check => (Name: (string)check!["name"]!, Passed: (bool)check["passed"]!)).ToList();
        Assert.Equal(expected, checks.Select(check => check.Name).Where(name => name.Contains("POST", StringComparison.Ordinal)));
        Assert.Contains(("function: a direct call is refused", true), checks);
        // Nothing but refusals comes from there: right for a body that lacks the hash its viewer must send, and for no other.
        Assert.Contains((expected[0], !signsAtEdge), checks);
    }

    private string WithAccessControl(string environment, string functionUrl, bool signsAtEdge)
    {
        var file = aws.TemplateOf(environment, functionUrl);
        var template = JsonNode.Parse(File.ReadAllText(file))!;
        var resources = template["Resources"]!.AsObject();
        resources["WebUrl"]!["Properties"]!["AuthType"] = "AWS_IAM";
        resources["WebFunction"]!["Properties"]!["Environment"]!["Variables"]!.AsObject().Remove("RVWEB_ORIGIN_SECRET");
        if (signsAtEdge)
        {
            var function = resources["WebFunction"]!.DeepClone();
            function["Properties"]!["FunctionName"] = $"RvWeb-{environment}-hash-body";
            resources["HashBody"] = function;
        }

        File.WriteAllText(file, template.ToJsonString());
        return file;
    }

    [GeneratedRegex(@"http://[^\s)]+")]
    private static partial Regex Url();
}
