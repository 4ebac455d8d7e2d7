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
    public Task<string?> RunAsync(
        IReadOnlyCollection<IResource> resources, string project, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(resources, ["build", project, "--configuration", Configuration, .. arguments], cancellationToken);

    /// <summary>Publishes what ships, for a platform, into a folder.</summary>
    /// <returns>Why it failed; null if it is published.</returns>
    public Task<string?> PublishAsync(IResource resource, string project, string runtime, string output, CancellationToken cancellationToken) =>
        RunAsync([resource], ["publish", project, "--configuration", "Release", "--runtime", runtime, "--output", output], cancellationToken);

    private async Task<string?> RunAsync(IReadOnlyCollection<IResource> resources, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await DotnetAsync(resources, command, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<string?> DotnetAsync(IReadOnlyCollection<IResource> resources, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        string? firstError = null;
        var options = new ChildProcessOptions
        {
            FileName = "dotnet",
            // Build servers would outlive the build.
            Arguments = [.. command, "--nologo", "--verbosity", "quiet", "-consoleLoggerParameters:NoSummary", "--disable-build-servers"],
            WorkingDirectory = Path.GetDirectoryName(command[1])!,
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
            ?? string.Create(CultureInfo.InvariantCulture, $"dotnet {command[0]} {command[1]} ended with status {status.ExitCode ?? (128 + status.Signal)}; its console says more.");
    }
}
