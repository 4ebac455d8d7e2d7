namespace RvWeb.Emulator.HotReload;

/// <summary>Which changes below a watched folder count.</summary>
internal static class WatchRules
{
    // What tools write beside the sources they read.
    private static readonly HashSet<string> MadeByTools = new(StringComparer.OrdinalIgnoreCase) { "artifacts", "bin", "node_modules", "obj", "target" };

    /// <param name="path">Relative to the watched folder.</param>
    /// <param name="isSource">Whether the folder is what a build reads, not what it writes.</param>
    public static bool Counts(string path, bool isSource)
    {
        var parts = path.Split(Path.DirectorySeparatorChar);
        return !IsEditors(parts[^1]) && !(isSource && parts.Any(part => part.StartsWith('.') || MadeByTools.Contains(part)));
    }

    // Swap files, backups and lock files, and logs.
    private static bool IsEditors(string name) =>
        name is "4913" || name.EndsWith('~') || name.StartsWith(".#", StringComparison.Ordinal)
        || Path.GetExtension(name) is ".swp" or ".swx" or ".tmp" or ".log";
}
