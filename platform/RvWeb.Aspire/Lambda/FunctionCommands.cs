using System.Collections.Concurrent;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Launching;
using RvWeb.Aspire.Tools;
using RvWeb.Processes;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>What can be done with a function on the emulator.</summary>
internal static class FunctionCommands
{
    // An event that every web app answers.
    private const string Sample = "function-url";

    public static IResourceBuilder<LambdaProjectResource> WithFunctionCommands(
        this IResourceBuilder<LambdaProjectResource> function, LambdaEmulatorResource emulator)
    {
        var service = new EndpointReference(emulator, "http");
        var name = function.Resource.Name;
        return function
            .WithCommand("force-cold-start", "Force cold start", context => ControlApi.PostAsync(
                service, $"/.emulator/functions/{name}/recycle", "recycled", Ended, context.CancellationToken), new CommandOptions
                {
                    Description = "Ends the function's warm environments after their current invocation, so that the next call starts one.",
                    IsHighlighted = true,
                    UpdateState = EnabledIfRunning,
                })
            .WithCommand("send-sample-event", "Send sample event", context => SendAsync(
                emulator, ["invoke", name, "--sample", Sample, "--endpoint", service.Url], context.CancellationToken), new CommandOptions
                {
                    Description = $"Invokes the function with the sample event '{Sample}' and shows its answer.",
                    UpdateState = EnabledIfRunning,
                });
    }

    private static string Ended(int environments) => environments switch
    {
        0 => "No environment was warm: the next call is cold anyway.",
        1 => "One environment ends; the next call is cold.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{environments} environments end; the next call is cold."),
    };

    private static ResourceCommandState EnabledIfRunning(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static async Task<ExecuteCommandResult> SendAsync(LambdaEmulatorResource emulator, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var lines = new ConcurrentQueue<string>();
        var environment = InheritedEnvironment.Of(Environment.GetEnvironmentVariables());
        environment.TryAdd(DotnetRoot.Variable, DotnetRoot.Path);
        var options = new ChildProcessOptions
        {
            FileName = emulator.Command,
            Arguments = arguments,
            WorkingDirectory = emulator.WorkingDirectory,
            Environment = environment,
            Output = line => lines.Enqueue(line.Text),
        };
        await using var guard = OrphanGuard.Start();
        await using var process = ChildProcess.Start(options, guard);
        var status = await process.Exited.WaitAsync(cancellationToken);
        await process.OutputDrainedAsync();
        var text = string.Join('\n', lines);
        return status.ExitCode == 0 ? CommandResults.Success("The function answered.", text) : CommandResults.Failure(text);
    }
}
