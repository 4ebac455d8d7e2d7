namespace RvWeb.Deploy.Building;

/// <summary>Something the build needs on this machine.</summary>
/// <param name="Name">A program on the PATH, or a file if it begins with a slash.</param>
/// <param name="Package">Debian's package that brings it.</param>
internal sealed record Tool(string Name, string Package)
{
    /// <summary>Whether this machine has it.</summary>
    internal static bool IsInstalled(Tool tool) =>
        Path.IsPathRooted(tool.Name) ? File.Exists(tool.Name) : SearchPath().Any(tool.IsIn);

    private bool IsIn(string directory) => File.Exists(Path.Combine(directory, Name));

    private static string[] SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
