using System.Text.Json.Nodes;

namespace RvWeb.Tests.Deploy.Release;

/// <summary>init, prepare and delete, against moto.</summary>
[Collection(AwsSeries.Name)]
public sealed class StackLifeTests(FakeAws aws)
{
    private const int Limit = 240_000;

    [Fact(Timeout = Limit)]
    public async Task Init_makes_the_stack_once_and_prepare_flips_the_runtime_once()
    {
        var surroundings = aws.Surroundings();
        string[] where = ["--env", "once", "--json"];

        var first = (await VerbRun.OfAsync(surroundings, ["init", "--template", aws.TemplateOf("once"), .. where])).MustSucceed();
        var second = (await VerbRun.OfAsync(surroundings, ["init", "--template", aws.TemplateOf("once"), .. where])).MustSucceed();

        Assert.Equal("CREATE_COMPLETE", (string?)first.Json["status"]);
        Assert.EndsWith(".cloudfront.net", (string?)first.Json["outputs"]!["cloudfrontDomain"], StringComparison.Ordinal);
        Assert.Equal([true, false], [(bool)first.Json["changed"]!, (bool)second.Json["changed"]!]);
        using var zips = new ZipSample();
        (await VerbRun.OfAsync(surroundings, ["push", "--zip", zips.New(), .. where])).MustFailWith("First: dotnet run --project RvWeb.Deploy -- prepare --env once");

        var prepared = (await VerbRun.OfAsync(surroundings, ["prepare", .. where])).MustSucceed();
        var again = (await VerbRun.OfAsync(surroundings, ["prepare", .. where])).MustSucceed();

        Assert.Equal([true, false], [(bool)prepared.Json["changed"]!, (bool)again.Json["changed"]!]);
        var status = (await VerbRun.OfAsync(surroundings, ["status", .. where])).MustSucceed().Json;
        Assert.Equal(("provided.al2023", "arm64"), ((string?)status["runtime"], (string?)status["architecture"]));

        var past = (await VerbRun.OfAsync(surroundings, ["init", "--template", aws.TemplateOf("once"), "--env", "once"])).MustSucceed();
        Assert.Contains("is past its stub: its function runs on provided.al2023", past.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Prepare_moves_a_function_from_x64_with_code_that_says_what_to_do()
    {
        var template = JsonNode.Parse(await File.ReadAllTextAsync(aws.TemplateOf("moved"), TestContext.Current.CancellationToken))!;
        foreach (var (_, resource) in template["Resources"]!.AsObject().Where(resource => (string?)resource.Value!["Type"] == "AWS::Lambda::Function"))
            resource!["Properties"]!.AsObject().Remove("Architectures");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, template.ToJsonString(), TestContext.Current.CancellationToken);
            (await VerbRun.OfAsync(aws.Surroundings(), "init", "--template", file, "--env", "moved")).MustSucceed();
        }
        finally
        {
            File.Delete(file);
        }

        var prepared = (await VerbRun.OfAsync(aws.Surroundings(), "prepare", "--env", "moved")).MustSucceed();

        Assert.Contains("Moving from x86_64 to arm64 ...", prepared.Error, StringComparison.Ordinal);
        var status = (await VerbRun.OfAsync(aws.Surroundings(), "status", "--env", "moved", "--json")).MustSucceed();
        Assert.Equal("arm64", (string?)status.Json["architecture"]);
    }

    [Fact(Timeout = Limit)]
    public async Task Delete_asks_for_the_name_and_waits_until_the_stack_is_gone()
    {
        var surroundings = aws.Surroundings();
        string[] delete = ["delete", "--env", "gone"];
        using var moto = aws.Api();
        await moto.CreateStackAsync("RvWeb-gone", aws.TemplateOf("gone"), "provided.al2023", TestContext.Current.CancellationToken);

        (await VerbRun.OfAsync(surroundings, delete)).MustFailWith("Nobody can be asked here whether RvWeb-gone shall be deleted");
        (await VerbRun.OfAsync(Typing("RvWeb"), delete)).MustFailWith("'RvWeb' is not RvWeb-gone; nothing was deleted.");
        var deleted = (await VerbRun.OfAsync(Typing("RvWeb-gone"), delete)).MustSucceed();
        var again = (await VerbRun.OfAsync(surroundings, [.. delete, "--yes", "--json"])).MustSucceed();

        Assert.Contains("The stack RvWeb-gone is gone.", deleted.Output, StringComparison.Ordinal);
        Assert.False((bool)again.Json["changed"]!);

        RvWeb.Deploy.Release.Surroundings Typing(string text) => surroundings with { Input = new StringReader(text + "\n"), IsTerminal = true };
    }

    [Fact(Timeout = Limit)]
    public async Task A_stack_whose_creation_failed_can_only_be_deleted_and_every_verb_says_so()
    {
        var surroundings = aws.Surroundings();
        using var moto = aws.Api();
        await moto.CreateStackAsync("RvWeb-dead", aws.TemplateOf("dead"), "provided.al2023", TestContext.Current.CancellationToken);
        await moto.ChangeAsync("stack", "RvWeb-dead", "ROLLBACK_COMPLETE", TestContext.Current.CancellationToken);

        foreach (var verb in (string[])["init", "push"])
        {
            var failed = (await VerbRun.OfAsync(surroundings, verb, "--env", "dead")).MustFailWith("The stack RvWeb-dead is in ROLLBACK_COMPLETE");
            Assert.Contains("Delete it: dotnet run --project RvWeb.Deploy -- delete --env dead", failed.Error, StringComparison.Ordinal);
        }

        var status = (await VerbRun.OfAsync(surroundings, "status", "--env", "dead", "--json")).MustSucceed();
        Assert.Equal("ROLLBACK_COMPLETE", (string?)status.Json["status"]);
        (await VerbRun.OfAsync(surroundings, "delete", "--env", "dead", "--yes")).MustSucceed();
    }

    [Fact(Timeout = Limit)]
    public async Task An_update_that_takes_its_time_is_watched_until_it_is_done()
    {
        var time = new CountingTime();
        var surroundings = aws.Surroundings() with { Time = time };
        using var moto = aws.Api();
        await moto.CreateStackAsync("RvWeb-watched", aws.TemplateOf("watched"), RvWeb.Deploy.Release.Stacks.StubTemplate.Runtime, TestContext.Current.CancellationToken);
        await moto.ChangeAsync("slow", "RvWeb-watched", "2", TestContext.Current.CancellationToken);
        var changed = aws.TemplateOf("watched", functionUrl: "https://changed.example.com/");

        var updated = (await VerbRun.OfAsync(surroundings, "init", "--env", "watched", "--template", changed, "--json")).MustSucceed();

        Assert.Equal("UPDATE_COMPLETE", (string?)updated.Json["status"]);
        Assert.Equal("https://changed.example.com/", (string?)updated.Json["outputs"]!["lambdaFunctionUrl"]);
        Assert.Equal([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)], time.Waits);
        Assert.Contains("UPDATE_", updated.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_stack_that_somebody_is_changing_is_left_alone()
    {
        var surroundings = aws.Surroundings();
        using var moto = aws.Api();
        await moto.CreateStackAsync("RvWeb-busy", aws.TemplateOf("busy"), "provided.al2023", TestContext.Current.CancellationToken);
        await moto.ChangeAsync("stack", "RvWeb-busy", "UPDATE_IN_PROGRESS", TestContext.Current.CancellationToken);

        foreach (var verb in (string[])["prepare", "delete"])
            (await VerbRun.OfAsync(surroundings, verb, "--env", "busy")).MustFailWith("The stack RvWeb-busy is in UPDATE_IN_PROGRESS: somebody is changing it.");
    }
}
