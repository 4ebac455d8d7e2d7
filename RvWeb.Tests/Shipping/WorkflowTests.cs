using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace RvWeb.Tests.Shipping;

/// <summary>What GitHub is told to run: least rights, nothing that can change behind our back, and no keys.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Folder = Path.Combine(RvWeb.Deploy.Solution.Here().Root, ".github", "workflows");

    private static readonly YamlMappingNode Deploy = Load("deploy.yml");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_action_is_pinned_to_a_commit_and_says_its_version(string file)
    {
        var uses = File.ReadLines(Path.Combine(Folder, file)).Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(PinnedAction(), line));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Rights_are_listed_and_no_more_than_reading(string file)
    {
        var workflow = Load(file);
        var granted = Jobs(workflow).Select(job => job.Job.At("permissions")).Append(workflow.At("permissions")).SelectMany(rights => rights.Entries()).ToList();

        Assert.NotNull(workflow.At("permissions"));
        Assert.All(granted, right => Assert.True((right.Key, right.Value.Text()) is ("contents", "read") or ("id-token", "write"), $"{right.Key}: {right.Value}"));
    }

    [Fact]
    public void Only_the_job_that_takes_the_role_may_ask_for_its_token() => Assert.Equal(
        [("deploy.yml", "deploy")],
        Files.SelectMany(file => Jobs(Load(file.Data)).Where(job => job.Job.At("permissions", "id-token") is not null).Select(job => (file.Data, job.Name))));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_job_ends_in_time_and_leaves_no_credentials_in_the_clone(string file)
    {
        foreach (var (name, job) in Jobs(Load(file)))
        {
            Assert.True(int.Parse(job.At("timeout-minutes").Text() ?? "0", System.Globalization.CultureInfo.InvariantCulture) > 0, name);
            foreach (var checkout in Steps(job).Where(step => step.At("uses").Text()?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true))
                Assert.Equal("false", checkout.At("with", "persist-credentials").Text());
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_key_is_kept_and_no_stranger_gets_at_secrets(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));

        Assert.DoesNotContain("secrets.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pull_request_target", text, StringComparison.Ordinal);
        Assert.DoesNotContain("aws-access-key-id", text, StringComparison.Ordinal);
        Assert.DoesNotContain("aws-secret-access-key", text, StringComparison.Ordinal);
    }

    // What a branch or a pull request is called would otherwise be run as part of the script.
    [Theory]
    [MemberData(nameof(Files))]
    public void Scripts_get_values_by_variables_only(string file) => Assert.All(
        Jobs(Load(file)).SelectMany(job => Steps(job.Job)).Select(step => step.At("run").Text()).OfType<string>(),
        script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));

    [Fact]
    public void The_branches_that_ship_are_those_with_an_environment()
    {
        var map = JsonSerializer.Deserialize<Dictionary<string, string>>(Deploy.At("env", "BRANCH_TO_ENVIRONMENT").Text()!)!;

        Assert.Equal(Deploy.At("on", "push", "branches").Texts().Order(StringComparer.Ordinal), map.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("prod", "dev"), (map["main"], map["development"]));
    }

    [Fact]
    public void One_deployment_at_a_time_goes_to_an_environment_and_is_not_stopped_halfway()
    {
        var job = Deploy.At("jobs", "deploy")!;

        Assert.Contains("needs.environment.outputs.name", job.At("concurrency", "group").Text(), StringComparison.Ordinal);
        Assert.Equal("false", job.At("concurrency", "cancel-in-progress").Text());
        Assert.Contains("needs.environment.outputs.name", job.At("environment").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_shipped_is_tried_and_taken_back_if_that_fails()
    {
        var steps = Steps(Deploy.At("jobs", "deploy")!).ToList();
        int First(string text) => steps.FindIndex(step => step.At("run").Text()?.Contains(text, StringComparison.Ordinal) == true);

        Assert.Contains("date -u +%Y%m%dT%H%M%SZ", steps[First("TAG=")].At("run").Text(), StringComparison.Ordinal);
        Assert.True(First("TAG=") < First("-- push") && First("-- push") < First("-- test-stack") && First("-- test-stack") < First("-- rollback"));
        Assert.StartsWith("failure()", steps[First("-- rollback")].At("if").Text(), StringComparison.Ordinal);
    }

    private static YamlMappingNode Load(string file) => Yaml.Load(".github", "workflows", file);

    private static IEnumerable<(string Name, YamlNode Job)> Jobs(YamlMappingNode workflow) => workflow.At("jobs").Entries();

    private static IEnumerable<YamlNode> Steps(YamlNode job) => job.At("steps").Items();

    [GeneratedRegex(@"uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$")]
    private static partial Regex PinnedAction();
}
