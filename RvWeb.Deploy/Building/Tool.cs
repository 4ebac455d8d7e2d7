namespace RvWeb.Deploy.Building;

/// <summary>Something the build needs on this machine.</summary>
/// <param name="Name">A program on the PATH, or a file if it begins with a slash.</param>
/// <param name="Package">Debian's package that brings it.</param>
internal sealed record Tool(string Name, string Package)
{
    /// <summary>Whether this machine has it.</summary>
    internal static bool IsInstalled(Tool tool) => tool.IsFound(Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Whether the file exists, or one of the directories in the search path has the program.</summary>
    internal bool IsFound(string? searchPath) => Path.IsPathRooted(Name)
        ? File.Exists(Name)
        : (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(IsIn);

    private bool IsIn(string directory) => File.Exists(Path.Combine(directory, Name));
}
