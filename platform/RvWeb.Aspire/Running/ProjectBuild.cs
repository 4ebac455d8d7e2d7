using System.Globalization;
using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Launching;
using RvWeb.Aspire.Showing;
using RvWeb.Processes;

namespace RvWeb.Aspire.Running;

/// <summary>Builds the project of a resource as the AppHost was built; what the build says goes to the resource's console.</summary>
internal sealed class ProjectBuild(ResourceConsole console)
{
    private const string ErrorMark = ": error ";

    public static readonly string Configuration =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration is { Length: > 0 } own ? own : "Debug";

    /// <returns>Why it failed, the compiler's first words before all; null if it is built.</returns>
    public async Task<string?> RunAsync(IResource resource, IProjectMetadata project, CancellationToken cancellationToken)
    {
        string? firstError = null;
        var options = new ChildProcessOptions
        {
            FileName = "dotnet",
            // Build servers would outlive the build.
            Arguments = ["build", project.ProjectPath, "--configuration", Configuration, "--nologo", "--verbosity", "quiet", "--disable-build-servers"],
            WorkingDirectory = Path.GetDirectoryName(project.ProjectPath)!,
            Environment = InheritedEnvironment.Of(Environment.GetEnvironmentVariables()),
            Output = line =>
            {
                if (line.Text.Contains(ErrorMark, StringComparison.Ordinal))
                    firstError ??= line.Text.Trim();
                console.Write(resource, line);
            },
        };
        await using var guard = OrphanGuard.Start();
        await using var process = ChildProcess.Start(options, guard);
        var status = await process.Exited.WaitAsync(cancellationToken);
        return status.ExitCode == 0 ? null : firstError
            ?? string.Create(CultureInfo.InvariantCulture, $"dotnet build {project.ProjectPath} ended with status {status.ExitCode ?? (128 + status.Signal)}; its console says more.");
    }
}
