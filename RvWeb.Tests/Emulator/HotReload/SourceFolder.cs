using RvWeb.Emulator.Functions;
using RvWeb.Emulator.HotReload;

namespace RvWeb.Tests.Emulator.HotReload;

/// <summary>A Node program in a folder of its own, which answers <c>who</c> with the text of a file beside it, read when it starts.</summary>
internal sealed class SourceFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rvweb-tests-");

    public SourceFolder(string version)
    {
        Directory.CreateDirectory(Output);
        File.WriteAllText(Path.Combine(Output, "function.mjs"), $"""
            import fs from 'node:fs';
            process.env.WHO = fs.readFileSync(new URL('./version.txt', import.meta.url), 'utf8');
            await import('{new Uri(Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "function.mjs"))}');
            """);
        Write("out/version.txt", version);
    }

    public string Root => _folder.FullName;

    public string Output => Path.Combine(Root, "out");

    public void Write(string name, string text)
    {
        // As builds do: a new file takes the old one's place.
        var file = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".tmp", text);
        File.Move(file + ".tmp", file, overwrite: true);
    }

    /// <summary>A function that is watched; with a build, which is a shell script, its sources are.</summary>
    public FunctionOptions Function(string? build = null)
    {
        if (build is not null)
            Write("build.sh", build);
        return RunningEmulator.Function() with
        {
            Arguments = [Path.Combine(Output, "function.mjs")],
            HotReload = new HotReloadOptions
            {
                Folders = [build is null ? Output : Root],
                Build = build is null ? null : new BuildCommand("sh build.sh", "/bin/sh", ["build.sh"], Root),
            },
        };
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
