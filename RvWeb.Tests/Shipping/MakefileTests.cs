using System.Text.RegularExpressions;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Shipping;

/// <summary>Asks make itself, which runs nothing with -n.</summary>
public sealed partial class MakefileTests
{
    private const int Limit = 120_000;

    private static readonly string Root = Solution.Here().Root;

    private static readonly IReadOnlyList<string> Lines = File.ReadAllLines(Path.Combine(Root, "Makefile"));

    private static IReadOnlyList<string> Targets => [.. Lines.Single(line => line.StartsWith(".PHONY:", StringComparison.Ordinal)).Split(' ')[1..]];

    public static TheoryData<string> AllTargets => [.. Targets];

    [Fact]
    public void It_has_what_the_five_systems_had() => Assert.All(
        "help test build run watch clean synth deploy init prepare push test-stack status rollback delete".Split(' '),
        target => Assert.Contains(target, Targets));

    [Fact]
    public void Every_target_is_one_line_with_its_purpose() => Assert.Equal(
        Targets.Order(StringComparer.Ordinal),
        Lines.Select(line => Target().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact(Timeout = Limit)]
    public async Task Help_is_what_make_alone_does_and_tells_every_target()
    {
        var help = await MakeAsync();

        Assert.Equal(Targets, help.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Assert.All(help, line => Assert.True(line.Length > 20, line));
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(AllTargets))]
    public async Task What_a_target_runs_exists(string target)
    {
        var command = string.Join('\n', await MakeAsync("-n", target));

        foreach (Match project in Project().Matches(command))
            Assert.True(Directory.Exists(Path.Combine(Root, project.Groups[1].Value)), command);
        if (command.StartsWith(".ci/", StringComparison.Ordinal))
            Assert.True(File.Exists(Path.Combine(Root, command.Split(' ')[0])), command);
    }

    [Fact(Timeout = Limit)]
    public async Task The_environment_and_the_package_reach_the_verb()
    {
        Assert.StartsWith("dotnet run --project RvWeb.Deploy -- push --env prod --zip a.zip ", Assert.Single(await MakeAsync("-n", "push", "ENV=prod", "ZIP=a.zip")), StringComparison.Ordinal);
        Assert.Contains("cdk deploy -c env=prod ", Assert.Single(await MakeAsync("-n", "deploy", "ENV=prod")), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Every_verb_of_the_deployment_has_a_target()
    {
        await using var help = new StringWriter();
        await CommandLine.RunAsync(["--help"], help, TextWriter.Null, TestContext.Current.CancellationToken);
        var verbs = help.ToString().Split("Commands:")[1].Split('\n').Select(line => Verb().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(verbs);
        Assert.All(verbs, verb => Assert.Contains(Lines, line => Regex.IsMatch(line, $@"\$\(release\) {verb} ")));
    }

    private static async Task<IReadOnlyList<string>> MakeAsync(params string[] arguments)
    {
        Assert.SkipUnless(Tool.IsInstalled(new Tool("make", "make")), "There is no make on the PATH.");
        await using var make = new BuiltProgram("make", ["--no-print-directory", "-C", Root, .. arguments], ("ENV", ""), ("MAKEFLAGS", ""));
        var lines = await make.AllLinesAsync(TestContext.Current.CancellationToken);
        Assert.True((await make.Exited).ExitCode == 0, string.Join('\n', lines));
        return lines;
    }

    [GeneratedRegex("^([a-z-]+): +; .* ## [^ ]")]
    private static partial Regex Target();

    [GeneratedRegex(@"--project (\S+)")]
    private static partial Regex Project();

    [GeneratedRegex("^  ([a-z-]+) ")]
    private static partial Regex Verb();
}
