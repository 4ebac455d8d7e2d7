using System.Globalization;
using System.Security.Cryptography;
using RvWeb.Deploy.Building.Packing;
using RvWeb.Deploy.Building.Sources;
using RvWeb.Processes;

namespace RvWeb.Deploy.Building;

/// <summary>Builds a project into the zip that Lambda takes.</summary>
/// <param name="machine">Where the build runs.</param>
/// <param name="progress">Hears about what takes long, and the build's warnings.</param>
internal sealed class FunctionPackager(BuildMachine machine, TextWriter progress)
{
    private const int ShownWarnings = 10;

    /// <summary>
    /// Writes the archive, and beside it the symbols into `symbols/NAME/`. Until all is well neither is touched.
    /// </summary>
    /// <exception cref="DeployFailedException">The build fails, or its result would not run in Lambda.</exception>
    internal async Task<FunctionPackage> BuildAsync(FunctionBuild build, string zipFile, CancellationToken cancellationToken)
    {
        if (build.TestProject is { } tests)
            await TestAsync(tests, cancellationToken);

        var directory = Directory.CreateTempSubdirectory("rvweb-publish-");
        try
        {
            var project = await PublishAsync(build, directory.FullName, cancellationToken);
            var files = new PublishedFiles(build, directory.FullName, project.AssemblyName);
            files.Prepare();
            var bytes = FunctionZip.Write(files.Packaged, directory.FullName, zipFile);
            files.KeepSymbols(SymbolsOf(zipFile));
            return new FunctionPackage(
                Path.GetFullPath(zipFile), Convert.ToBase64String(SHA256.HashData(bytes)), bytes.Length, build.Machine, files.Handler);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string SymbolsOf(string zipFile) => Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(zipFile))!, "symbols", Path.GetFileNameWithoutExtension(zipFile));

    private async Task<ProjectFacts> PublishAsync(FunctionBuild build, string output, CancellationToken cancellationToken)
    {
        var toolchain = Toolchain.On(machine.Architecture, build.Machine);
        var inDocker = build.Packaging == FunctionPackaging.NativeAot && !toolchain.IsComplete(machine.IsInstalled);
        if (inDocker)
            await DockerSdk.RequireAsync(toolchain, machine, cancellationToken);

        // After the cheap check: a missing tool is told at once.
        var project = await ProjectFacts.ReadAsync(build, machine, cancellationToken);
        if (inDocker)
        {
            await progress.WriteLineAsync(
                $"The toolchain for {build.Machine.RuntimeIdentifier} is not installed here: {build.Name} is built in Docker by {DockerSdk.ImageFor(build)}.");
            Warn(await DockerSdk.PublishAsync(build, project.NeededOptions(build), output, machine, cancellationToken));
        }
        else
        {
            Warn(await PublishHereAsync(build, [.. build.Options(toolchain), .. project.NeededOptions(build)], project, output, cancellationToken));
        }

        return project;
    }

    private async Task<IReadOnlyList<OutputLine>> PublishHereAsync(
        FunctionBuild build, IReadOnlyList<string> options, ProjectFacts project, string output, CancellationToken cancellationToken)
    {
        // Build servers would outlive the build and keep its output pipe open.
        var publish = new BuildStep(
            "dotnet",
            ["publish", build.ProjectFile, .. options, "--output", output, "--nologo", "--verbosity", "quiet", "--disable-build-servers"],
            build.Directory);
        try
        {
            return await publish.RunAsync(machine, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            project.DropCompiled();
            throw;
        }
    }

    private async Task TestAsync(string project, CancellationToken cancellationToken)
    {
        await progress.WriteLineAsync($"Testing {Path.GetFileNameWithoutExtension(project)} ...");
        // In its directory and without arguments: the one form that both of the SDK's test runners understand.
        var test = new BuildStep("dotnet", ["test"], Path.GetDirectoryName(project)!);
        var (status, lines) = await test.TryAsync(machine, cancellationToken);
        if (status.ExitCode == 0)
            return;

        var shown = string.Join('\n', lines.Select(line => line.Text).Where(text => text.Length > 0).TakeLast(20));
        throw new DeployFailedException($"{shown}\nNothing is packaged, because the tests of {project} fail ({status}).");
    }

    private void Warn(IReadOnlyList<OutputLine> log)
    {
        var warnings = log.Select(line => line.Text.Trim()).Where(IsWarning).Distinct().ToList();
        foreach (var warning in warnings.Take(ShownWarnings))
            progress.WriteLine(warning);
        if (warnings.Count > ShownWarnings)
            progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"... and {warnings.Count - ShownWarnings} more warnings"));
    }

    private static bool IsWarning(string line) => line.Contains(": warning ", StringComparison.Ordinal);
}
