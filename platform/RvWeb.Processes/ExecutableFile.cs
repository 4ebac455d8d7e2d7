namespace RvWeb.Processes;

/// <summary>Finds the file to start and says plainly why it cannot be.</summary>
internal static class ExecutableFile
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static string Find(ChildProcessOptions options)
    {
        if (!Directory.Exists(options.WorkingDirectory))
            throw new ChildProcessException($"Cannot start '{options.FileName}': the working directory '{options.WorkingDirectory}' does not exist.");
        var file = options.FileName.Contains('/', StringComparison.Ordinal)
            ? Path.GetFullPath(options.FileName, Path.GetFullPath(options.WorkingDirectory))
            : InPath(options);
        if (!File.Exists(file))
            throw new ChildProcessException($"Cannot start '{options.FileName}': the file does not exist.");
        if (!IsExecutable(file))
            throw new ChildProcessException($"Cannot start '{options.FileName}': the file is not executable.");
        return file;
    }

    private static string InPath(ChildProcessOptions options)
    {
        var path = options.Environment.GetValueOrDefault("PATH") ?? "";
        var candidates = path.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(Path.GetFullPath(directory, Path.GetFullPath(options.WorkingDirectory)), options.FileName));
        return candidates.FirstOrDefault(candidate => File.Exists(candidate) && IsExecutable(candidate))
            ?? throw new ChildProcessException($"Cannot start '{options.FileName}': no such program in PATH ({path}).");
    }

    private static bool IsExecutable(string file) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & AnyExecute) != 0;
}
