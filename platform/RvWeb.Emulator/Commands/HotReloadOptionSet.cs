using System.CommandLine;
using System.CommandLine.Parsing;
using RvWeb.Emulator.HotReload;

namespace RvWeb.Emulator.Commands;

/// <summary>The options that replace a function's processes when its program changes.</summary>
internal sealed class HotReloadOptionSet
{
    public Option<string[]> Watch { get; } = new("--watch")
    {
        HelpName = "DIR",
        Description = "Replaces warm processes when files below this folder changed: what a build writes, or with --build what it reads. May be repeated.",
        DefaultValueFactory = _ => [],
    };

    public Option<string?> Build { get; } = new("--build")
    {
        HelpName = "\"EXE ARGS\"",
        Description = "Builds the program at the start and when files below --watch changed; callers wait for it.",
    };

    public IEnumerable<Option> All => [Watch, Build];

    public IEnumerable<string> Errors(CommandResult result, string directory, string? path)
    {
        var folders = result.GetValue(Watch) ?? [];
        foreach (var folder in folders.Where(folder => folder.Length == 0 || !Directory.Exists(Path.GetFullPath(folder, directory))))
            yield return $"--watch {folder}: there is no such folder; build once, or give another.";
        if (result.GetValue(Build) is not { } build)
            yield break;
        if (folders.Length == 0)
            yield return $"--build {build}: nothing says when; give --watch with the folder of the sources.";
        if (Problem(build, directory, path) is { } problem)
            yield return problem;
    }

    public HotReloadOptions? Read(ParseResult result, string directory, string? path)
    {
        if (result.GetValue(Watch) is not { Length: > 0 } folders)
            return null;
        var build = result.GetValue(Build);
        var words = build is null ? [] : CommandLineWords.Split(build);
        return new HotReloadOptions
        {
            Folders = [.. folders.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder, directory))).Distinct()],
            Build = build is null ? null : new BuildCommand(build, Executable.Find(words[0], directory, path)!, [.. words.Skip(1)], directory),
        };
    }

    private static string? Problem(string build, string directory, string? path)
    {
        try
        {
            return CommandLineWords.Split(build) is not [var program, ..] ? "--build is empty: give the program and its arguments, for example --build \"dotnet build\"."
                : Executable.Find(program, directory, path) is null ? $"--build {program}: no such program, here ({directory}) or in PATH; install it, or give its path with a slash."
                : null;
        }
        catch (FormatException exception)
        {
            return $"--build {build}: {exception.Message}.";
        }
    }
}
