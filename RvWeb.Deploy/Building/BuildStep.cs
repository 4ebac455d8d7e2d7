using RvWeb.Processes;

namespace RvWeb.Deploy.Building;

/// <summary>A program that the build runs. It and all that it starts end with the build.</summary>
/// <param name="Program">A name on the PATH.</param>
/// <param name="Arguments">No shell reads them.</param>
/// <param name="Directory">Where it runs; decides with global.json which SDK `dotnet` is.</param>
internal sealed record BuildStep(string Program, IReadOnlyList<string> Arguments, string Directory)
{
    // A person who pressed Ctrl-C waits for it.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>What it wrote.</summary>
    /// <exception cref="DeployFailedException">It failed; the message says why, in its own words.</exception>
    internal async Task<IReadOnlyList<OutputLine>> RunAsync(BuildMachine machine, CancellationToken cancellationToken)
    {
        var (status, lines) = await TryAsync(machine, cancellationToken);
        if (status.ExitCode == 0)
            return lines;

        var log = string.Join('\n', lines.Select(line => line.Text));
        throw new DeployFailedException(PublishLog.Explain(log, ToString(), status.ExitCode ?? 128 + status.Signal ?? -1));
    }

    /// <summary>How it ended and what it wrote.</summary>
    internal async Task<(ExitStatus Status, IReadOnlyList<OutputLine> Lines)> TryAsync(
        BuildMachine machine, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var guard = OrphanGuard.Start();
        var lines = new List<OutputLine>();
        await using var process = Start(machine, guard, lines);
        try
        {
            return (await process.Exited.WaitAsync(cancellationToken), lines);
        }
        catch (OperationCanceledException)
        {
            await process.StopAsync(Grace, machine.Time, CancellationToken.None); // it has its own limit
            throw;
        }
    }

    /// <summary>As a person would type it.</summary>
    public override string ToString() => string.Join(' ', [Program, .. Arguments]);

    private ChildProcess Start(BuildMachine machine, OrphanGuard guard, List<OutputLine> lines)
    {
        try
        {
            return ChildProcess.Start(
                new ChildProcessOptions
                {
                    FileName = Program,
                    Arguments = Arguments,
                    WorkingDirectory = Directory,
                    Environment = machine.Environment,
                    Output = lines.Add,
                },
                guard);
        }
        catch (ChildProcessException problem)
        {
            throw new DeployFailedException(problem.Message);
        }
    }
}
