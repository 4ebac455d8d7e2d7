using System.Security.Cryptography;
using System.Text;

namespace RvWeb.Deploy.Building.Sources;

/// <summary>
/// The files a project is built from: its own, those of the projects it references, what its build files name outside of these
/// directories, and what steers every build.
/// </summary>
internal static class ProjectSources
{
    private static readonly HashSet<string> Outputs = ["bin", "obj", "artifacts", "cdk.out", "node_modules"];

    private static readonly string[] Steering =
    [
        "global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Build.rsp", "Directory.Packages.props",
        "nuget.config", "NuGet.config", "NuGet.Config", ".editorconfig",
    ];

    /// <summary>
    /// SHA-256 over names and contents of all sources and over <paramref name="settings"/> (flags, versions), in hex.
    /// The same wherever the clone lies.
    /// </summary>
    internal static string Hash(string root, string projectFile, params IEnumerable<string> settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var setting in settings)
            Append(hash, Encoding.UTF8.GetBytes(setting));

        foreach (var file in Files(root, projectFile))
        {
            Append(hash, Encoding.UTF8.GetBytes(Path.GetRelativePath(root, file).Replace('\\', '/')));
            Append(hash, File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The nearest directory that holds a repository or a solution; without one the project's own.</summary>
    internal static string RootOf(string projectFile)
    {
        var own = Path.GetDirectoryName(Path.GetFullPath(projectFile))!;
        return Upwards(own).FirstOrDefault(IsRoot) ?? own;
    }

    private static bool IsRoot(string directory) =>
        Path.Exists(Path.Combine(directory, ".git")) || Directory.EnumerateFiles(directory, "*.sln*").Any();

    private static IEnumerable<string> Upwards(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
            yield return at.FullName;
    }

    private static SortedSet<string> Files(string root, string projectFile)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([Path.GetFullPath(projectFile)]);
        while (open.TryPop(out var path))
            foreach (var file in Found(root, path).Where(files.Add))
                if (MsBuildFile.Is(file))
                    foreach (var named in MsBuildFile.Named(file))
                        open.Push(named);
        return files;
    }

    // A project brings its directory and what lies in the directories above; a file that a build file names brings itself.
    private static IEnumerable<string> Found(string root, string path)
    {
        if (Directory.Exists(path))
            return FilesBelow(path);
        return MsBuildFile.IsProject(path)
            ? FilesBelow(Path.GetDirectoryName(path)!).Concat(SteeringAbove(root, path))
            : [path];
    }

    private static IEnumerable<string> SteeringAbove(string root, string project) =>
        Upwards(Path.GetDirectoryName(project)!)
            .TakeWhile(directory => directory.Length >= root.TrimEnd(Path.DirectorySeparatorChar).Length)
            .SelectMany(directory => Steering.Select(name => Path.Combine(directory, name)))
            .Where(File.Exists);

    // Directories that begin with a dot are none of the SDK's default items either.
    private static IEnumerable<string> FilesBelow(string directory) =>
        Directory.EnumerateFiles(directory).Concat(
            Directory.EnumerateDirectories(directory)
                .Where(child => !Outputs.Contains(Path.GetFileName(child)) && !Path.GetFileName(child).StartsWith('.'))
                .SelectMany(FilesBelow));

    // The length keeps "ab" + "c" apart from "a" + "bc".
    private static void Append(IncrementalHash hash, byte[] part)
    {
        hash.AppendData(BitConverter.GetBytes(part.Length));
        hash.AppendData(part);
    }
}
