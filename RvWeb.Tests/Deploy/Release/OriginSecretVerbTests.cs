namespace RvWeb.Tests.Deploy.Release;

/// <summary>push and test-stack at an origin that wants the stack's secret, which they read where the stack keeps it.</summary>
[Collection(AwsSeries.Name)]
public sealed class OriginSecretVerbTests(FakeAws aws)
{
    private const int Limit = 240_000;

    [Fact(Timeout = Limit)]
    public async Task Push_shows_the_secret_to_the_functions_own_url_and_prints_it_nowhere()
    {
        await using var function = await AnsweringServer.WithAsync(200, TestContext.Current.CancellationToken);
        await using var stack = await PreparedStack.MakeAsync(aws, "secret", function.Url);
        var secret = await stack.SecretAsync();

        var pushed = (await stack.RunAsync("push", "--zip", stack.Zips.New(), "--health-url", function.Url)).MustSucceed();

        Assert.Equal([secret.Value], function.SecretsShown);
        Assert.DoesNotContain(secret.Value, pushed.Output + pushed.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Push_shows_it_to_no_other_address()
    {
        await using var stack = await PreparedStack.MakeAsync(aws, "elsewhere");
        await using var other = await AnsweringServer.WithAsync(200, TestContext.Current.CancellationToken);

        (await stack.RunAsync("push", "--zip", stack.Zips.New(), "--health-url", other.Url)).MustSucceed();

        Assert.Equal([null], other.SecretsShown);
    }

    [Fact(Timeout = Limit)]
    public async Task Test_stack_tries_the_stacks_own_url_with_and_without_it()
    {
        await using var function = await AnsweringServer.WithAsync(200, TestContext.Current.CancellationToken);
        await using var stack = await PreparedStack.MakeAsync(aws, "tried", function.Url);
        var secret = await stack.SecretAsync();
        await using var edge = await AnsweringServer.WithAsync(200, TestContext.Current.CancellationToken);

        var tried = await stack.RunAsync("test-stack", "--edge-url", edge.Url);

        // What stands in for the edge is none, so other checks fail.
        Assert.Equal(1, tried.ExitCode);
        var checks = tried.Json["checks"]!.AsArray().ToDictionary(check => (string)check!["name"]!, check => (bool)check!["passed"]!);
        Assert.False(checks["function: a direct call is refused"]);
        Assert.True(checks["function: a direct call with the secret is answered"]);
        Assert.Equal([null, secret.Value], function.SecretsShown);
        Assert.All(edge.SecretsShown, Assert.Null);
        Assert.DoesNotContain(secret.Value, tried.Output + tried.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_secret_that_is_not_there_is_named()
    {
        await using var server = await AnsweringServer.WithAsync(200, TestContext.Current.CancellationToken);

        (await VerbRun.OfAsync(aws.Surroundings(), "test-stack", "--edge-url", server.Url, "--function-url", server.Url, "--secret-id", "nobodys"))
            .MustFailWith("Secrets Manager has no secret nobodys: ");
    }
}
