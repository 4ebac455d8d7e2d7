using RvWeb.Emulator.Output;
using RvWeb.Processes;

namespace RvWeb.Emulator.HotReload;

/// <summary>Runs a build with the emulator's own environment; its output is printed as it comes.</summary>
internal sealed class BuildRun(BuildCommand command, FunctionLog log, OrphanGuard guard, IReadOnlyDictionary<string, string> environment)
{
    private const int ShownLines = 10;

    /// <returns>Null if it succeeded, else what went wrong: the lines that speak of errors, or else the first ones.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        try
        {
            await using var process = ChildProcess.Start(Options(lines), guard);
            var status = await process.Exited.WaitAsync(cancellationToken);
            return status is { ExitCode: 0 } ? null : $"{command.Text} failed ({status})\n{string.Join('\n', Telling(lines))}".TrimEnd();
        }
        catch (ChildProcessException problem)
        {
            return $"{command.Text} failed: {problem.Message}";
        }
    }

    private static IEnumerable<string> Telling(List<string> lines)
    {
        var errors = lines.Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct().ToList();
        return (errors.Count > 0 ? errors : lines).Take(ShownLines);
    }

    private ChildProcessOptions Options(List<string> lines) => new()
    {
        FileName = command.FileName,
        Arguments = command.Arguments,
        WorkingDirectory = command.WorkingDirectory,
        Environment = environment,
        Output = line =>
        {
            log.Write("build", line.Text);
            lines.Add(line.Text);
        },
    };
}
