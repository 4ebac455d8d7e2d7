using RvWeb.Processes.Native;

namespace RvWeb.Processes;

/// <summary>
/// A process in a process group of its own, so that a signal reaches whatever it started too. Its output arrives as lines,
/// its end as a task, and an <see cref="OrphanGuard"/> ends it if the supervisor dies without a word.
/// </summary>
/// <remarks>Dispose it even after it exited: until then the system keeps its id, so that no other process can get it.</remarks>
public sealed class ChildProcess : IAsyncDisposable
{
    // A grandchild may keep the pipes open for ever after its parent ended.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(1);

    private readonly ProcessGroup _group;
    private readonly OutputPump _output;

    private ChildProcess(ProcessGroup group, OutputPump output)
    {
        _group = group;
        _output = output;
        Exited = DrainAsync();
    }

    /// <summary>The process id, which is the id of its group as well.</summary>
    public int Id => _group.Id;

    /// <summary>
    /// Completes when the process ended and its output up to then was delivered; a grandchild that keeps the output open
    /// holds it back for a second at most.
    /// </summary>
    public Task<ExitStatus> Exited { get; }

    /// <summary>Every process that could write to this child's output is gone.</summary>
    internal Task OutputEnded => _output.Completion;

    /// <summary>
    /// Waits until what the child has written up to now was delivered. A line without an end is delivered only with it.
    /// </summary>
    /// <returns>Completes at once if nothing is left.</returns>
    public Task OutputDrainedAsync() => _output.DrainedAsync();

    /// <summary>Starts a process. Standard input is empty.</summary>
    /// <param name="options">What to start.</param>
    /// <param name="guard">Ends the process if the supervisor dies.</param>
    /// <returns>The running process.</returns>
    /// <exception cref="ChildProcessException">The file or the working directory is missing or cannot be used.</exception>
    /// <exception cref="PlatformNotSupportedException">On Windows.</exception>
    public static ChildProcess Start(ChildProcessOptions options, OrphanGuard guard)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(guard);
        Platform.ThrowIfUnsupported();

        var file = ExecutableFile.Find(options);
        var output = new OutputPump(options.Output);
        try
        {
            var group = new ProcessGroup(Spawn(options, file, output), guard);
            output.Start();
            return new ChildProcess(group, output);
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    /// <summary>Sends a signal to the process and everything in its group; does nothing once the process has exited.</summary>
    /// <param name="signal">The signal.</param>
    public void Signal(ProcessSignal signal)
    {
        if (!_group.LeaderEnded.IsCompleted)
            _group.Signal(signal);
    }

    /// <summary>
    /// Asks the group to end (SIGTERM) and ends what is left of it (SIGKILL) once the process has exited, or after the grace.
    /// May be called again and from several places.
    /// </summary>
    /// <param name="grace">How long the process may take.</param>
    /// <param name="time">Measures the grace.</param>
    /// <param name="cancellationToken">Cuts the grace short; the group is killed at once and the call still returns.</param>
    /// <returns>How the process ended.</returns>
    public async Task<ExitStatus> StopAsync(TimeSpan grace, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var leaving = (Task)_group.LeaderEnded.WaitAsync(grace, time, cancellationToken);
        Signal(ProcessSignal.Terminate);
        Signal(ProcessSignal.Continue); // a frozen process sees SIGTERM only when thawed
        await leaving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // too late or cut short: EndAsync kills
        return await EndAsync();
    }

    /// <summary>Kills the group and waits until it is gone.</summary>
    /// <returns>Completes when nothing of the group is left to wait for.</returns>
    public async ValueTask DisposeAsync()
    {
        _group.Signal(ProcessSignal.Kill);
        await EndAsync();
        await _output.StopAsync();
    }

    private static int Spawn(ChildProcessOptions options, string file, OutputPump output)
    {
        using var actions = new SpawnActions();
        actions.ChangeDirectory(options.WorkingDirectory);
        actions.OpenNull(0);
        actions.Redirect(output.StandardOutput, 1);
        actions.Redirect(output.StandardError, 2);
        return Spawner.Start(file, [options.FileName, .. options.Arguments], options.Environment, actions);
    }

    private async Task<ExitStatus> DrainAsync()
    {
        var status = await _group.LeaderEnded;
        try
        {
            await _output.Completion.WaitAsync(DrainLimit);
        }
        catch (TimeoutException)
        {
            // The remark on DrainLimit: what comes later is still delivered, until DisposeAsync.
        }
        return status;
    }

    private async Task<ExitStatus> EndAsync()
    {
        if (!_group.LeaderEnded.IsCompleted)
            _group.Signal(ProcessSignal.Kill);
        var status = await _group.LeaderEnded;
        await ((Task)Exited).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // what a callback threw is for those who await Exited
        _group.Release();
        return status;
    }
}
