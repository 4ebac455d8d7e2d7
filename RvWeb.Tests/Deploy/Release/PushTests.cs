namespace RvWeb.Tests.Deploy.Release;

/// <summary>push and rollback, against moto, with a real server in place of the app.</summary>
[Collection(AwsSeries.Name)]
public sealed class PushTests(FakeAws aws)
{
    private const int Limit = 240_000;

    [Fact(Timeout = Limit)]
    public async Task New_code_becomes_a_version_that_viewers_reach_and_the_same_code_is_not_pushed_again()
    {
        await using var stack = await PreparedStack.MakeAsync(aws, "push");
        var before = await stack.LiveAsync();
        var zip = stack.Zips.New();

        var first = (await stack.PushAsync(zip)).MustSucceed();
        var second = (await stack.PushAsync(zip)).MustSucceed();

        Assert.Equal([true, false], [(bool)first.Json["changed"]!, (bool)second.Json["changed"]!]);
        Assert.NotEqual(before, (string?)first.Json["version"]);
        Assert.Equal((string?)first.Json["version"], await stack.LiveAsync());
        Assert.DoesNotContain("Uploading", second.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_version_that_is_not_healthy_is_taken_back_and_rollback_passes_over_it()
    {
        await using var stack = await PreparedStack.MakeAsync(aws, "sick");
        await using var broken = await AnsweringServer.WithAsync(500, TestContext.Current.CancellationToken);
        var good = (string)(await stack.PushAsync()).MustSucceed().Json["version"]!;

        var failed = await stack.RunAsync("push", "--zip", stack.Zips.New(), "--health-url", broken.Url);

        failed.MustFailWith($"{broken.Url} answers 500 (the last of 5 attempts)");
        Assert.Contains($"Viewers are back on version {good}.", (string?)failed.Json["error"], StringComparison.Ordinal);
        Assert.Equal(good, await stack.LiveAsync());

        (await stack.PushAsync()).MustSucceed();
        var back = (await stack.RunAsync("rollback")).MustSucceed();
        Assert.Equal(good, (string?)back.Json["version"]);
        Assert.Equal(good, await stack.LiveAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task Ctrl_C_while_the_health_is_checked_takes_the_version_back()
    {
        await using var stack = await PreparedStack.MakeAsync(aws, "stopped");
        await using var silent = await AnsweringServer.SilentAsync(TestContext.Current.CancellationToken);
        var good = (string)(await stack.PushAsync()).MustSucceed().Json["version"]!;
        using var ctrlC = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var push = VerbRun.OfAsync(stack.Surroundings, ctrlC.Token, "push", "--zip", stack.Zips.New(), "--health-url", silent.Url, "--env", stack.Environment);
        await silent.Asked.WaitAsync(TestContext.Current.CancellationToken);
        await ctrlC.CancelAsync();

        Assert.Equal(130, (await push).ExitCode);
        Assert.Equal(good, await stack.LiveAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task A_zip_that_cannot_run_there_is_refused_before_anything_is_uploaded()
    {
        await using var stack = await PreparedStack.MakeAsync(aws, "wrong");
        var before = await stack.CodeAsync();

        var refused = (await stack.PushAsync(stack.Zips.ForX64())).MustFailWith("is not uploaded: ");
        Assert.Contains("62", refused.Error, StringComparison.Ordinal);
        (await stack.RunAsync("push", "--image-uri", "1.dkr.ecr.us-east-1.amazonaws.com/web:1")).MustFailWith("runs a zip and takes no image");

        Assert.Equal(before, await stack.CodeAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task Updates_that_take_their_time_are_waited_for()
    {
        await using var stack = await PreparedStack.MakeAsync(aws, "slow");
        await stack.ChangeAsync("updating", "3");

        var pushed = (await stack.PushAsync()).MustSucceed();

        Assert.Equal((string?)pushed.Json["version"], await stack.LiveAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task Without_versions_there_is_no_way_back()
    {
        await using var stack = await PreparedStack.MakeAsync(aws, "early");

        Assert.Equal(1, (await stack.RunAsync("rollback")).ExitCode);
        (await stack.RunAsync("rollback", "--to", "7")).MustFailWith("--env early");
    }
}
