using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Processes;

namespace RvWeb.Aspire.Launching;

/// <summary>What is started for a resource, and which of its variables the application set.</summary>
internal sealed record ResourceLaunch(ChildProcessOptions Options, IReadOnlyDictionary<string, EnvironmentValue> OwnVariables)
{
    public static async Task<ResourceLaunch> PrepareAsync(
        IResource resource, DistributedApplicationExecutionContext execution, Action<OutputLine> output, CancellationToken cancellationToken)
    {
        var own = await ResourceEnvironment.EvaluateAsync(resource, execution, cancellationToken);
        var environment = InheritedEnvironment.Of(Environment.GetEnvironmentVariables());
        environment.TryAdd(DotnetRoot.Variable, DotnetRoot.Path);
        foreach (var (name, value) in own)
            environment[name] = value.Text;
        var options = new ChildProcessOptions
        {
            FileName = Source(resource),
            Arguments = await ResourceEnvironment.EvaluateArgumentsAsync(resource, cancellationToken),
            WorkingDirectory = resource is ExecutableResource program
                ? program.WorkingDirectory
                : Path.GetDirectoryName(BuiltProject.Of(resource).ProjectPath)!,
            Environment = environment,
            Output = output,
        };
        return new ResourceLaunch(options, own);
    }

    public static string Source(IResource resource) =>
        resource is ExecutableResource program ? program.Command : BuiltProject.Of(resource).ExecutablePath;
}
