using System.Text.Json.Nodes;
using RvWeb.Tests.Emulator.Clients;

namespace RvWeb.Tests.Edge.Control;

/// <summary>AWS's own clients, unmodified, with an endpoint URL.</summary>
public sealed class CloudFrontClientTests
{
    private const int Limit = 120_000;

    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Edge", "cloudfront.py");

    [Fact(Timeout = Limit)]
    public async Task The_aws_cli_creates_waits_for_and_lists_invalidations()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await ClientProgram.SkipUnlessRunsAsync("There is no AWS CLI (aws) on the PATH.", "aws", ["--version"], cancellationToken);
        await using var edge = await StartAsync(cancellationToken);
        await edge.GetAsync("/a");

        var created = await CloudFrontAsync(edge, cancellationToken, "create-invalidation", "--distribution-id", "Dist", "--paths", "/*");
        var id = (string)created["Invalidation"]!["Id"]!;
        await RunAsync(edge, cancellationToken, "wait", "invalidation-completed", "--distribution-id", "Dist", "--id", id);
        var list = await CloudFrontAsync(edge, cancellationToken, "list-invalidations", "--distribution-id", "Dist");
        var distributions = await CloudFrontAsync(edge, cancellationToken, "list-distributions");

        Assert.Equal("/*", (string?)created["Invalidation"]!["InvalidationBatch"]!["Paths"]!["Items"]![0]);
        Assert.Equal(id, (string?)list["InvalidationList"]!["Items"]![0]!["Id"]);
        Assert.Equal("Dist", (string?)distributions["DistributionList"]!["Items"]![0]!["Id"]);
        Assert.Equal("Miss from cloudfront", (await edge.GetAsync("/a"))["X-Cache"]);
    }

    [Fact(Timeout = Limit)]
    public async Task Boto3_creates_gets_and_understands_errors()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await ClientProgram.SkipUnlessRunsAsync("Python has no boto3 (package python3-boto3).", "python3", ["-c", "import boto3"], cancellationToken);
        await using var edge = await StartAsync(cancellationToken);

        var (code, output, error) = await ClientProgram.RunAsync(edge.Viewer.BaseAddress!, "python3", [Script], cancellationToken);

        Assert.True(code == 0, error);
        var said = JsonNode.Parse(output)!;
        Assert.Equal(["Completed", "Completed", "true"], new[] { said["status"], said["got"], said["same"] }.Select(value => value!.ToString()));
        Assert.Equal(["NoSuchDistribution", "InvalidArgument", "InvalidationBatchAlreadyExists"], said["errors"]!.AsArray().Select(code => (string?)code));
        Assert.Equal("app", (string?)said["origin"]);
        Assert.Equal(3, (int?)said["pages"]);
    }

    private static Task<EdgeHarness> StartAsync(CancellationToken cancellationToken) =>
        EdgeHarness.StartAsync(new CountingOrigin("max-age=60").AnswerAsync, cancellationToken: cancellationToken);

    private static async Task<JsonNode> CloudFrontAsync(EdgeHarness edge, CancellationToken cancellationToken, params string[] arguments) =>
        JsonNode.Parse(await RunAsync(edge, cancellationToken, arguments))!;

    private static async Task<string> RunAsync(EdgeHarness edge, CancellationToken cancellationToken, params string[] arguments)
    {
        var service = edge.Viewer.BaseAddress!;
        var (code, output, error) = await ClientProgram.RunAsync(
            service, "aws", ["--endpoint-url", service.GetLeftPart(UriPartial.Authority), "--output", "json", "cloudfront", .. arguments], cancellationToken);
        Assert.True(code == 0, error);
        return output;
    }
}
