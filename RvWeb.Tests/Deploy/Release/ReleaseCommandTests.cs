using RvWeb.Deploy.Release.Functions;

namespace RvWeb.Tests.Deploy.Release;

public sealed class ReleaseCommandTests
{
    [Theory]
    [InlineData("--env 'pr od' is no name", "status", "--env", "pr od")]
    [InlineData("--env '-x' is no name", "init", "--env=-x")]
    [InlineData("--to '0' is no version", "rollback", "--to", "0")]
    [InlineData("--to 'two' is no version", "rollback", "--to", "two")]
    [InlineData("--edge-url 'localhost' is no address", "test-stack", "--edge-url", "localhost")]
    [InlineData("--health-url 'ftp://x' is no address", "push", "--health-url", "ftp://x")]
    [InlineData("--zip and --image-uri exclude each other", "push", "--zip", "a", "--image-uri", "b")]
    [InlineData("'maybe'", "test-stack", "--direct-calls", "maybe")]
    [InlineData("'prod'", "delete", "prod")]
    public async Task Wrong_input_is_named_in_one_line_and_exits_with_2(string expected, params string[] args)
    {
        var run = await VerbRun.OfAsync(Machine.With(), args);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("init", "prepare", "push", "rollback", "test-stack", "status", "delete", "doctor")]
    public async Task Each_verb_has_the_common_options(params string[] verbs)
    {
        foreach (var verb in verbs)
        {
            var help = (await VerbRun.OfAsync(Machine.With(), verb, "--help")).MustSucceed().Output;
            foreach (var option in (string[])["--env", "--region", "--profile", "--json"])
                Assert.Contains(option, help, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_history_of_the_alias_is_kept_in_its_description()
    {
        var history = LiveHistory.Read("", "1").With("1").With("2");

        Assert.Equal("4 < 2 < 1", history.After("4"));
        Assert.Equal(["2", "1"], LiveHistory.Read("4 < 2 < 1", "4").Versions);
    }

    [Theory]
    [InlineData("4 < 2 < 1")]
    [InlineData("somebody's words")]
    [InlineData(null)]
    public void A_history_that_ends_with_another_version_is_not_believed(string? description) =>
        Assert.Empty(LiveHistory.Read(description, "5").Versions);

    [Fact]
    public void A_long_history_fits_into_a_description()
    {
        var history = Enumerable.Range(100_000, 100).Aggregate(LiveHistory.Unknown, (all, version) => all.With($"{version}"));

        Assert.InRange(history.After("100100").Length, 100, 256);
    }
}
