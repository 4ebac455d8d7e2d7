namespace RvWeb.Tests.Deploy.Release;

[Collection(AwsSeries.Name)]
public sealed class DoctorTests(FakeAws aws)
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task A_machine_with_nothing_is_told_how_to_get_everything()
    {
        var run = await VerbRun.OfAsync(Machine.With(("PATH", "/nonexistent")), "doctor", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.False((bool)run.Json["ready"]!);
        var missing = run.Json["findings"]!.AsArray().Where(finding => !(bool)finding!["found"]!).ToList();
        Assert.Superset(
            new HashSet<string> { ".NET SDK", "Node.js", "Native AOT for arm64", "Docker", "AWS CLI", "AWS account" },
            missing.Select(finding => (string)finding!["name"]!).ToHashSet());
        Assert.All(missing, finding => Assert.NotEmpty((string?)finding!["remedy"] ?? ""));
    }

    [Fact(Timeout = Limit)]
    public async Task An_account_is_shown_and_its_missing_bootstrap_is_no_fault()
    {
        var run = await VerbRun.OfAsync(aws.Surroundings(), "doctor", "--json");

        var findings = run.Json["findings"]!.AsArray().ToDictionary(finding => (string)finding!["name"]!);
        Assert.Contains("123456789012", (string?)findings["Credentials"]!["detail"], StringComparison.Ordinal);
        Assert.Equal("us-east-1", (string?)findings["Region"]!["detail"]);
        Assert.False((bool)findings["CDK bootstrap"]!["needed"]!);
    }

    [Fact(Timeout = Limit)]
    public async Task Another_bootstrap_is_asked_for_by_its_qualifier()
    {
        var run = await VerbRun.OfAsync(aws.Surroundings(), "doctor", "--json", "-c", "@aws-cdk/core:bootstrapQualifier=team");

        var finding = run.Json["findings"]!.AsArray().Single(finding => (string)finding!["name"]! == "CDK bootstrap")!;
        Assert.False((bool)finding["found"]!);
        Assert.Contains("none with the qualifier team", (string?)finding["detail"], StringComparison.Ordinal);
        Assert.StartsWith("npx cdk bootstrap --qualifier team ", (string?)finding["remedy"], StringComparison.Ordinal);
    }
}
