using RvWeb.Emulator.Extensions;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.TelemetryApi;
using RvWeb.Processes;

namespace RvWeb.Emulator.Environments;

/// <summary>Starts what belongs into an environment; each of them ends the environment when it ends, or cannot start.</summary>
internal sealed class EnvironmentPrograms(
    FunctionOptions function, IReadOnlyDictionary<string, string> variables, PlatformLog log, EnvironmentProcesses processes, Action<Func<string, InvocationResult>> failed)
{
    public void StartExtensions()
    {
        foreach (var extension in function.Extensions)
            Start(extension);
    }

    /// <param name="isOutOfMemory">Whether its end was one for lack of memory.</param>
    public void StartRuntime(Func<bool> isOutOfMemory)
    {
        try
        {
            processes.StartRuntime(
                Program(function.FileName, function.Arguments, variables, TelemetryStreams.Function),
                status => failed(id => isOutOfMemory() ? PlatformError.OutOfMemory(id) : PlatformError.Exited(id, status)));
        }
        catch (ChildProcessException exception)
        {
            failed(id => PlatformError.InvalidEntrypoint(id, exception.Message));
        }
    }

    private void Start(ExtensionOptions extension)
    {
        try
        {
            processes.StartExtension(
                extension.Name,
                Program(extension.FileName, extension.Arguments, EnvironmentVariables.ForExtension(variables), TelemetryStreams.Extension),
                status => failed(id => PlatformError.ExtensionExited(id, status)));
        }
        catch (ChildProcessException exception)
        {
            failed(id => PlatformError.ExtensionNotStarted(id, exception.Message));
        }
    }

    private ChildProcessOptions Program(
        string fileName, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, TelemetryStreams stream) => new()
        {
            FileName = fileName,
            Arguments = arguments,
            WorkingDirectory = function.WorkingDirectory,
            Environment = environment,
            Output = line => log.WriteOutput(line.Text, stream),
        };
}
