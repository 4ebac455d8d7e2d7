using System.Net;
using System.Net.Sockets;

namespace RvWeb.Tests.Deploy.Release;

/// <summary>What stands between a verb and AWS: the message names the cause and the next command.</summary>
[Collection(AwsSeries.Name)]
public sealed class FailedStepTests(FakeAws aws)
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task Without_the_AWS_CLI()
    {
        var failed = (await VerbRun.OfAsync(Machine.With(("PATH", "/nonexistent")), "status")).MustFailWith("There is no `aws` in PATH");

        Assert.Contains("apt-get install awscli", failed.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_credentials()
    {
        aws.SkipUnlessThere();

        var failed = (await VerbRun.OfAsync(Machine.With(("AWS_DEFAULT_REGION", "us-east-1")), "push", "--zip", "/dev/null"))
            .MustFailWith("The AWS CLI finds no credentials. Run `aws configure`");

        Assert.Contains("dotnet run --project RvWeb.Deploy -- doctor", failed.Error, StringComparison.Ordinal);
        Assert.Single(failed.Error.TrimEnd().Split('\n'));
    }

    [Fact(Timeout = Limit)]
    public async Task Without_a_region()
    {
        var surroundings = aws.Surroundings(("AWS_DEFAULT_REGION", ""));

        (await VerbRun.OfAsync(surroundings, "rollback")).MustFailWith("No region is set. Name one: --region us-east-1");
    }

    [Fact(Timeout = Limit)]
    public async Task Without_the_profile_that_was_named() =>
        (await VerbRun.OfAsync(aws.Surroundings(), "status", "--profile", "nobody")).MustFailWith("`aws configure list-profiles` lists what there is");

    [Fact(Timeout = Limit)]
    public async Task When_nothing_listens_at_the_endpoint()
    {
        // Taken by us and never listened on, so that nobody else listens there either.
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var endpoint = $"http://{taken.LocalEndPoint}";

        var failed = await VerbRun.OfAsync(aws.Surroundings(("AWS_ENDPOINT_URL", endpoint), ("AWS_MAX_ATTEMPTS", "1")), "prepare", "--json");

        failed.MustFailWith($"AWS_ENDPOINT_URL is {endpoint}: start what should listen there, or unset it");
        Assert.Contains(endpoint, (string?)failed.Json["error"], StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("prepare")]
    [InlineData("rollback")]
    [InlineData("test-stack")]
    public async Task Without_a_stack(string verb) => (await VerbRun.OfAsync(aws.Surroundings(), verb, "--env", "none", "--region", "us-east-1"))
        .MustFailWith("There is no stack RvWeb-none in us-east-1. Make it: dotnet run --project RvWeb.Deploy -- init --env none --region us-east-1");

    [Fact(Timeout = Limit)]
    public async Task Ctrl_C_ends_the_AWS_CLI()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var ctrlC = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var status = VerbRun.OfAsync(aws.Surroundings(("AWS_ENDPOINT_URL", $"http://{listener.LocalEndpoint}")), ctrlC.Token, "status");
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);

        await ctrlC.CancelAsync();

        Assert.Equal(130, (await status).ExitCode);
        // The CLI is gone and so is its connection.
        try
        {
            var rest = new byte[4096];
            while (await client.GetStream().ReadAsync(rest, TestContext.Current.CancellationToken) > 0)
                Assert.NotEmpty(rest);
        }
        catch (IOException)
        {
            // A reset is an end as well.
        }
    }
}
