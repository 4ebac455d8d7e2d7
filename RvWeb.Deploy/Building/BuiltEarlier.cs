using System.Security.Cryptography;
using RvWeb.Deploy.Building.Sources;

namespace RvWeb.Deploy.Building;

/// <summary>What the verb `build` leaves beside the solution, with a note of what it was built from: synth need not build it again.</summary>
internal static class BuiltEarlier
{
    /// <summary>Writes the note.</summary>
    /// <param name="package">What was built.</param>
    /// <param name="sources">The hash of what it was built from, taken before the build: after an edit meanwhile the note fits nothing.</param>
    internal static void Remember(FunctionPackage package, string sources) =>
        File.WriteAllText(NoteOf(package.ZipFile), $"{sources} {package.CodeSha256}\n");

    /// <summary>The archive, if it was built from just these sources and is what it was then; else null.</summary>
    internal static string? Find(FunctionBuild build, string sources)
    {
        var zip = Path.Combine(DirectoryIn(ProjectSources.RootOf(build.ProjectFile)), build.Name + ".zip");
        // The verb runs no tests; who asks for them wants them run.
        return build.TestProject is null && File.Exists(zip) && File.Exists(NoteOf(zip))
            && File.ReadAllText(NoteOf(zip)).Trim() == $"{sources} {Convert.ToBase64String(SHA256.HashData(File.ReadAllBytes(zip)))}"
            ? zip
            : null;
    }

    /// <summary>Where the verb writes unless told otherwise.</summary>
    internal static string DirectoryIn(string root) => Path.Combine(root, "artifacts", "functions");

    private static string NoteOf(string zip) => zip + ".sources";
}
