using RvWeb.Emulator.Commands;
using RvWeb.Emulator.Hosting;

namespace RvWeb.Tests.Emulator.Templates;

/// <summary>A folder with a template in it, and what the emulator makes of that.</summary>
internal sealed class TemplateFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rvweb-tests-");

    public string Path => _folder.FullName;

    public string Scratch => System.IO.Path.Combine(Path, "scratch");

    public string Write(string name, string text)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>What is served for <c>--template FILE</c> and more words.</summary>
    public EmulatorOptions Read(string template, params string[] more)
    {
        var options = TryRead(out var error, ["--template", System.IO.Path.Combine(Path, template), .. more]);
        Assert.Null(error);
        return options!;
    }

    public string ReadError(string template, params string[] more)
    {
        Assert.Null(TryRead(out var error, ["--template", System.IO.Path.Combine(Path, template), .. more]));
        return error!.Replace(Path + System.IO.Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private EmulatorOptions? TryRead(out string? error, string[] arguments)
    {
        var line = new EmulatorCommandLine(
            new EmulatorOptionSet(), name => name == "PATH" ? Environment.GetEnvironmentVariable(name) : null, "/", () => Directory.CreateDirectory(Scratch).FullName);
        return line.Read(arguments, out error, out _);
    }
}
