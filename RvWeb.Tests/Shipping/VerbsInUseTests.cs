using System.Text.RegularExpressions;
using RvWeb.Deploy;
using RvWeb.Tests.Deploy.Release;

namespace RvWeb.Tests.Shipping;

/// <summary>Whoever calls a verb of RvWeb.Deploy from a file: the verb exists and has the options it is given.</summary>
public sealed partial class VerbsInUseTests
{
    private static readonly string Root = Solution.Here().Root;

    public static TheoryData<string> Files =>
    [
        "Makefile", "README.md",
        .. Directory.EnumerateFiles(Path.Combine(Root, ".github", "workflows")).Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md"))
            .Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_verb_that_a_file_calls_exists_with_its_options(string file)
    {
        foreach (var call in Calls(await File.ReadAllTextAsync(Path.Combine(Root, file), TestContext.Current.CancellationToken)))
            await MustExistAsync(call);
    }

    [Fact]
    public async Task Every_verb_that_a_message_advises_exists_with_its_options()
    {
        var advised = Directory.EnumerateFiles(Path.Combine(Root, "RvWeb.Deploy"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Advice().Matches(File.ReadAllText(file)))
            .SelectMany(match => Calls($"RvWeb.Deploy -- {match.Groups[1].Value}\n"))
            .ToList();

        Assert.Contains(advised, call => call.Verb == "push" && call.Options.Contains("--image-uri"));
        foreach (var call in advised)
            await MustExistAsync(call);
    }

    [Theory]
    [InlineData("Makefile", "push", "--zip")]
    [InlineData(".github/workflows/deploy.yml", "test-stack", "--env")]
    [InlineData("docs/life-cycle.md", "delete", "--env")]
    [InlineData("docs/building-functions.md", "build", "--output")]
    public void The_calls_are_found(string file, string verb, string option) =>
        Assert.Contains(Calls(File.ReadAllText(Path.Combine(Root, file))), call => call.Verb == verb && call.Options.Contains(option));

    [Fact]
    public void Verbs_that_do_not_exist_would_be_noticed() => Assert.Contains(
        ("launch", "--now"), Calls("dotnet run --project RvWeb.Deploy -- launch --now").Select(call => (call.Verb, call.Options.Single())));

    private static async Task MustExistAsync((string Verb, IReadOnlyList<string> Options) call)
    {
        string[] verb = call.Verb.Length == 0 ? [] : [call.Verb];
        var help = (await VerbRun.OfAsync(Machine.With(), [.. verb, "--help"])).MustSucceed().Output;
        Assert.All(call.Options, option => Assert.True(Regex.IsMatch(help, $@"(^|[\s,]){Regex.Escape(option)}\b"), $"{call.Verb} has no {option}:\n{help}"));
    }

    // In the Makefile `$(release)` stands for the command. A call ends with its line, or where prose goes on.
    private static IEnumerable<(string Verb, IReadOnlyList<string> Options)> Calls(string text) => Call().Matches(text).Select(match => (
        match.Groups["verb"].Value,
        (IReadOnlyList<string>)[.. Option().Matches(Inserted().Replace(match.Groups["rest"].Value, " $1 ")).Select(option => option.Groups[1].Value)]));

    [GeneratedRegex(@"(?:RvWeb\.Deploy --|\$\(release\)) (?<verb>[a-z][a-z-]*)?(?<rest>[^`\n|;]*?)(?=[`\n|;]| ## | \(|$)")]
    private static partial Regex Call();

    // target.Command("push --image-uri URI")
    [GeneratedRegex(@"Command\(""([a-z][^""]*)""\)")]
    private static partial Regex Advice();

    // $(if $(ZIP),--zip $(ZIP))
    [GeneratedRegex(@"\$\(if \$\(\w+\),([^$]*)\$\(\w+\)\)")]
    private static partial Regex Inserted();

    [GeneratedRegex(@"(?<=^|\s)(--?[a-z][a-z-]*)")]
    private static partial Regex Option();
}
