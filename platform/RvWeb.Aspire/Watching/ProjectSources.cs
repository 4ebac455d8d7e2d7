using System.Xml;
using System.Xml.Linq;
using Aspire.Hosting;

namespace RvWeb.Aspire.Watching;

/// <summary>
/// Which files a project is made of: all below its folder and the folders of the projects it references, directly or not,
/// except what builds and tools write there. A reference whose path holds a property, or whose condition is false, is not
/// asked for: MSBuild alone could tell, in seconds.
/// </summary>
internal sealed class ProjectSources
{
    private static readonly string[] Ignored = ["bin", "obj", "artifacts", "node_modules", "TestResults"];
    private static readonly string[] Unfinished = ["~", ".swp", ".swx", ".tmp", ".TMP"];

    private ProjectSources(string project, IReadOnlyList<string> folders) => (Project, Folders) = (project, folders);

    public string Project { get; }

    /// <summary>None of them lies in another.</summary>
    public IReadOnlyList<string> Folders { get; }

    public static ProjectSources Of(string project)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<string>([Path.GetFullPath(project)]);
        while (left.TryPop(out var next))
            if (known.Add(next))
                foreach (var reference in References(next))
                    left.Push(reference);
        var folders = known.Select(file => Path.GetDirectoryName(file)! + Path.DirectorySeparatorChar).Distinct(StringComparer.Ordinal).ToList();
        return new ProjectSources(project, [.. folders.Where(folder => !folders.Exists(other => other != folder && folder.StartsWith(other, StringComparison.Ordinal)))]);
    }

    public bool Contains(string path) =>
        Folders.FirstOrDefault(folder => path.StartsWith(folder, StringComparison.Ordinal)) is { } folder && IsSource(path[folder.Length..]);

    /// <summary>Whether packages may have to be restored: only the project's own words tell.</summary>
    public static bool IsProjectFile(string path) => Path.GetExtension(path) is ".csproj" or ".props" or ".targets";

    /// <summary>Whether a path below a project's folder is something that somebody wrote.</summary>
    internal static bool IsSource(string path)
    {
        var parts = path.Split(Path.DirectorySeparatorChar);
        return !parts.Any(part => part.StartsWith('.') || part.StartsWith('#') || Ignored.Contains(part))
            && !Unfinished.Any(end => path.EndsWith(end, StringComparison.Ordinal));
    }

    private static IEnumerable<string> References(string project)
    {
        try
        {
            return [.. XDocument.Load(project).Descendants()
                .Where(element => element.Name.LocalName == "ProjectReference")
                .Select(element => (string?)element.Attribute("Include"))
                .Where(include => include is { Length: > 0 } && !include.Contains('$', StringComparison.Ordinal))
                .Select(include => Path.GetFullPath(include!.Replace('\\', Path.DirectorySeparatorChar), Path.GetDirectoryName(project)!))
                .Where(File.Exists)];
        }
        catch (Exception failure) when (failure is IOException or XmlException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"The sources of {project} cannot be watched: {failure.Message}", failure);
        }
    }
}
