namespace RvWeb.Aspire.Launching;

/// <summary>What Native AOT links with. Its own build asks for it only after a minute of compiling.</summary>
internal static class NativeLinker
{
    // As the SDK's Microsoft.NETCore.Native.Unix.targets has them.
    private static string[] Fitting => OperatingSystem.IsMacOS() ? ["clang"] : ["clang", "gcc"];

    private static string HowToInstall => OperatingSystem.IsMacOS() ? "xcode-select --install" : "on Debian or Ubuntu: apt-get install clang";

    /// <summary>One line that names what is missing and how to install it, or null.</summary>
    /// <param name="path">The folders of programs.</param>
    public static string? Missing(string? path)
    {
        var folders = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Fitting.Any(tool => folders.Any(folder => File.Exists(Path.Combine(folder, tool))))
            ? null : $"--native needs {string.Join(" or ", Fitting)}, and there is none in PATH ({HowToInstall}): install it, or leave out --native.";
    }
}
