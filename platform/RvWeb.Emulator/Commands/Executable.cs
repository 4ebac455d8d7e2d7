namespace RvWeb.Emulator.Commands;

/// <summary>Finds a program as a shell does: a name with a slash is a path, any other is looked up in PATH.</summary>
internal static class Executable
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <returns>The full path, or null.</returns>
    public static string? Find(string name, string directory, string? path)
    {
        var folders = name.Contains('/', StringComparison.Ordinal)
            ? [directory]
            : (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.GetFullPath(Path.Combine(folder, name), directory)).FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & AnyExecute) != 0);
}
