using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Launching;
using RvWeb.Processes;

namespace RvWeb.Aspire.Running;

/// <summary>Builds projects that the AppHost knows by their file only, and asks each where its executable is.</summary>
internal sealed class SourceProjectBuild(ProjectBuild build)
{
    /// <exception cref="DistributedApplicationException">The project does not build, or makes no executable.</exception>
    public async Task BuildAsync(IResource resource, SourceProject project, CancellationToken cancellationToken)
    {
        if (await build.RunAsync([resource], project.ProjectPath, [], cancellationToken) is { } error)
            throw new DistributedApplicationException(error);
        project.BuiltTo(await ExecutableAsync(project, cancellationToken));
    }

    private static async Task<string> ExecutableAsync(SourceProject project, CancellationToken cancellationToken)
    {
        var lines = new ConcurrentQueue<string>(); // output and error come on threads of their own
        var options = new ChildProcessOptions
        {
            FileName = "dotnet",
            Arguments = ["msbuild", project.ProjectPath, $"-property:Configuration={ProjectBuild.Configuration}", "-getProperty:RunCommand"],
            WorkingDirectory = Path.GetDirectoryName(project.ProjectPath)!,
            Environment = InheritedEnvironment.Of(Environment.GetEnvironmentVariables()),
            Output = line => lines.Enqueue(line.Text.Trim()),
        };
        await using var guard = OrphanGuard.Start();
        await using var process = ChildProcess.Start(options, guard);
        await process.Exited.WaitAsync(cancellationToken);
        await process.OutputDrainedAsync();
        return lines.FirstOrDefault(line => Path.IsPathRooted(line))
            ?? throw new DistributedApplicationException($"{project.ProjectPath} makes no executable, so it cannot be started: {string.Join(' ', lines)}");
    }
}
