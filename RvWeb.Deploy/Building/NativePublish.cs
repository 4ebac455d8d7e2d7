using System.Diagnostics;

namespace RvWeb.Deploy.Building;

/// <summary>Publishes a project as the one file a provided runtime starts.</summary>
/// <param name="ProjectFile">The project; its publish leaves a binary named bootstrap.</param>
/// <param name="Toolchain">What it is built with.</param>
internal sealed record NativePublish(string ProjectFile, Toolchain Toolchain)
{
    /// <summary>What decides the binary beside the sources.</summary>
    internal IReadOnlyList<string> Options { get; } =
        ["--configuration", "Release", "--runtime", Toolchain.RuntimeIdentifier, .. Toolchain.PublishOptions];

    /// <summary>Puts `bootstrap` and nothing else into the directory.</summary>
    internal FileInfo Into(string directory)
    {
        var published = Directory.CreateTempSubdirectory("rvweb-publish-");
        try
        {
            Run(published.FullName);
            var bootstrap = Path.Combine(published.FullName, "bootstrap");
            Check(bootstrap);
            return new FileInfo(bootstrap).CopyTo(Path.Combine(directory, "bootstrap"));
        }
        finally
        {
            published.Delete(recursive: true);
        }
    }

    private void Check(string bootstrap)
    {
        if (!File.Exists(bootstrap))
            throw new DeployFailedException($"{ProjectFile} publishes no file named bootstrap, which is what the runtime starts.");

        try
        {
            LambdaMachine.MustRun(ElfBinary.Read(File.ReadAllBytes(bootstrap)));
        }
        catch (InvalidDataException e)
        {
            throw new DeployFailedException($"What {ProjectFile} publishes as bootstrap cannot be started: {e.Message}");
        }
    }

    private void Run(string output)
    {
        // Build servers would outlive the build and keep its output pipe open.
        string[] arguments =
        [
            "publish", ProjectFile, .. Options, "--output", output,
            "--nologo", "--verbosity", "quiet", "--disable-build-servers",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var log = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new DeployFailedException(PublishLog.Explain(log, $"dotnet {string.Join(' ', arguments)}", process.ExitCode));
    }
}
