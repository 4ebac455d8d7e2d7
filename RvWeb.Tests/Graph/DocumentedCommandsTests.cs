using System.Text.RegularExpressions;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Graph;

/// <summary>Commands that the documentation shows are run, as far as their help, by what was built.</summary>
public sealed partial class DocumentedCommandsTests
{
    private static readonly string Root = RvWeb.Deploy.Solution.Here().Root;

    private static IEnumerable<string> Documents => Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(Root, "README.md"));

    [Fact(Timeout = 180_000)]
    public async Task Every_program_that_is_shown_exists_and_knows_the_options_shown()
    {
        var shown = Documents.SelectMany(File.ReadLines).Select(line => RunCommand().Match(line)).Where(match => match.Success).ToList();
        Assert.True(shown.Count >= 4, "README shows how to run the programs.");

        var helps = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var command in shown)
        {
            var project = command.Groups["project"].Value;
            Assert.True(Directory.Exists(Path.Combine(Root, project)), project);
            var verb = Verb(command.Groups["arguments"].Value);
            var asked = string.Join(' ', [project, .. verb]);
            if (!helps.TryGetValue(asked, out var help))
                helps.Add(asked, help = await HelpAsync(Path.GetFileName(project), verb));
            foreach (Match option in Option().Matches(command.Groups["arguments"].Value))
                Assert.Contains(option.Value, help, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_link_leads_to_a_file()
    {
        foreach (var document in Documents)
            foreach (Match link in Link().Matches(File.ReadAllText(document)))
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, link.Groups[1].Value)), $"{document}: {link.Value}");
    }

    private static string[] Verb(string arguments) => arguments.Split(' ')[0] is { Length: > 0 } first && !first.StartsWith('-') ? [first] : [];

    private static async Task<string> HelpAsync(string project, string[] verb)
    {
        await using var program = new BuiltProgram(BuiltProgram.PathOf(project), [.. verb, "--help"]);
        return string.Join('\n', await program.AllLinesAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex(@"dotnet run --project (?<project>\S+?)[`\s](?:-c Release )?(?:-- (?<arguments>[^`#]*))?")]
    private static partial Regex RunCommand();

    [GeneratedRegex(@"(?<= )--[a-z-]+|^--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"\]\((?!http)([^)#]+)\)")]
    private static partial Regex Link();
}
