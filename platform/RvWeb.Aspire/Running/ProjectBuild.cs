using System.Globalization;
using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Launching;
using RvWeb.Aspire.Showing;
using RvWeb.Processes;

namespace RvWeb.Aspire.Running;

/// <summary>Builds the project of a resource as the AppHost was built; what the build says goes to the resource's console.</summary>
internal sealed class ProjectBuild(ResourceConsole console) : IDisposable
{
    private const string ErrorMark = ": error ";

    // Two builds at once would write the same files.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public static readonly string Configuration =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration is { Length: > 0 } own ? own : "Debug";

    /// <returns>Why it failed, the compiler's first words before all; null if it is built.</returns>
    public async Task<string?> RunAsync(
        IReadOnlyCollection<IResource> resources, string project, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await BuildAsync(resources, project, arguments, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<string?> BuildAsync(
        IReadOnlyCollection<IResource> resources, string project, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string? firstError = null;
        var options = new ChildProcessOptions
        {
            FileName = "dotnet",
            // Build servers would outlive the build.
            Arguments = ["build", project, "--configuration", Configuration, "--nologo", "--verbosity", "quiet", "-consoleLoggerParameters:NoSummary", "--disable-build-servers", .. arguments],
            WorkingDirectory = Path.GetDirectoryName(project)!,
            Environment = InheritedEnvironment.Of(Environment.GetEnvironmentVariables()),
            Output = line =>
            {
                if (line.Text.Contains(ErrorMark, StringComparison.Ordinal))
                    firstError ??= line.Text.Trim();
                foreach (var resource in resources)
                    console.Write(resource, line);
            },
        };
        await using var guard = OrphanGuard.Start();
        await using var process = ChildProcess.Start(options, guard);
        var status = await process.Exited.WaitAsync(cancellationToken);
        return status.ExitCode == 0 ? null : firstError
            ?? string.Create(CultureInfo.InvariantCulture, $"dotnet build {project} ended with status {status.ExitCode ?? (128 + status.Signal)}; its console says more.");
    }
}
