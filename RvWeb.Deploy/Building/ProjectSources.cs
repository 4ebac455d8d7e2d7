using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace RvWeb.Deploy.Building;

/// <summary>The files a project is built from: its own, those of the projects it references, and what steers the build.</summary>
internal static class ProjectSources
{
    private static readonly HashSet<string> Outputs = ["bin", "obj", "artifacts", "cdk.out", "node_modules"];

    private static readonly string[] Steering =
    [
        "global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props",
        "nuget.config", "NuGet.config", "NuGet.Config",
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

    private static IEnumerable<string> Files(string root, string projectFile) =>
        Steering.Select(name => Path.Combine(root, name)).Where(File.Exists)
            .Concat(Closure(projectFile).SelectMany(project => FilesBelow(Path.GetDirectoryName(project)!)))
            .Distinct()
            .Order(StringComparer.Ordinal);

    // Conditions are not evaluated: a reference too many only costs a rebuild.
    private static HashSet<string> Closure(string projectFile)
    {
        var found = new HashSet<string>();
        var open = new Stack<string>([Path.GetFullPath(projectFile)]);
        while (open.TryPop(out var project))
            if (found.Add(project))
                foreach (var reference in References(project))
                    open.Push(reference);
        return found;
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => reference.Attribute("Include")?.Value.Replace('\\', '/'))
            .OfType<string>()
            .Select(include => Path.GetFullPath(include, Path.GetDirectoryName(project)!));

    private static IEnumerable<string> FilesBelow(string directory) =>
        Directory.EnumerateFiles(directory).Concat(
            Directory.EnumerateDirectories(directory)
                .Where(child => !Outputs.Contains(Path.GetFileName(child)))
                .SelectMany(FilesBelow));

    // The length keeps "ab" + "c" apart from "a" + "bc".
    private static void Append(IncrementalHash hash, byte[] part)
    {
        hash.AppendData(BitConverter.GetBytes(part.Length));
        hash.AppendData(part);
    }
}
