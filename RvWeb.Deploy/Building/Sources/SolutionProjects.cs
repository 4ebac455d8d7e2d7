using System.Text.RegularExpressions;

namespace RvWeb.Deploy.Building.Sources;

/// <summary>The projects of a solution file, old (.sln) or new (.slnx).</summary>
internal static partial class SolutionProjects
{
    /// <summary>Full paths, in the solution's order.</summary>
    internal static IReadOnlyList<string> Of(string solutionFile)
    {
        if (!File.Exists(solutionFile))
            throw new DeployFailedException($"There is no solution {solutionFile}. Name a .sln or .slnx file with --solution.");

        var directory = Path.GetDirectoryName(Path.GetFullPath(solutionFile))!;
        return
        [
            .. Paths(solutionFile)
                .Select(path => Path.GetFullPath(path.Replace('\\', '/'), directory))
                .Where(MsBuildFile.IsProject)
                .Select(Existing),
        ];

        string Existing(string project) => File.Exists(project)
            ? project
            : throw new DeployFailedException($"{solutionFile} names {project}, which does not exist.");
    }

    private static IEnumerable<string> Paths(string solutionFile) => Path.GetExtension(solutionFile) switch
    {
        ".slnx" => MsBuildFile.Load(solutionFile).Descendants("Project").Select(project => project.Attribute("Path")?.Value).OfType<string>(),
        ".sln" => ProjectLine().Matches(File.ReadAllText(solutionFile)).Select(match => match.Groups["path"].Value),
        var other => throw new DeployFailedException($"{solutionFile} ends with '{other}'. A solution is a .sln or .slnx file."),
    };

    // Project("{kind}") = "name", "path", "{id}"; a solution folder's path is its name.
    [GeneratedRegex("""^Project\("[^"]*"\)\s*=\s*"[^"]*",\s*"(?<path>[^"]*)",""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
