using RvWeb.Emulator.Extensions;
using RvWeb.Processes;

namespace RvWeb.Emulator.Environments;

/// <summary>
/// The processes of one environment, extensions and runtime, and how they end. Source of the windows:
/// docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html, Shutdown phase.
/// </summary>
internal sealed class EnvironmentProcesses(EnvironmentResources resources)
{
    // In all, and the runtime's share of it, if there are external extensions.
    private static readonly TimeSpan ExternalWindow = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RuntimeShare = TimeSpan.FromMilliseconds(300);

    // Of the runtime if there are only extensions inside it.
    private static readonly TimeSpan InternalWindow = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ChildProcess> _extensions = new(StringComparer.Ordinal);
    private readonly List<Task> _watched = [];
    private ChildProcess? _runtime;
    private bool _closed;

    /// <summary>Null before it runs.</summary>
    public int? RuntimeId => _runtime?.Id;

    /// <summary>Each process leads a group of its own, in which its children are.</summary>
    public IReadOnlyList<int> Groups
    {
        get
        {
            lock (_gate)
                return [.. Started().Select(process => process.Id)];
        }
    }

    /// <summary>Once; does nothing if the environment is being shut down already.</summary>
    /// <param name="options">What to start.</param>
    /// <param name="exited">Called when it ends, which ends the environment.</param>
    /// <exception cref="ChildProcessException">It cannot be started.</exception>
    public void StartRuntime(ChildProcessOptions options, Action<ExitStatus> exited)
    {
        lock (_gate)
            if (!_closed && _runtime is null)
                _runtime = Start(options, exited);
    }

    /// <inheritdoc cref="StartRuntime"/>
    public void StartExtension(string name, ChildProcessOptions options, Action<ExitStatus> exited)
    {
        lock (_gate)
            if (!_closed)
                _extensions[name] = Start(options, exited);
    }

    /// <summary>Ends the runtime as the kernel does when memory runs out; that ends the environment.</summary>
    public void KillRuntime() => _runtime?.Signal(ProcessSignal.Kill);

    /// <summary>Completes when all that they have written up to now has been passed on.</summary>
    public Task OutputDrainedAsync()
    {
        lock (_gate)
            return Task.WhenAll(Started().Select(process => process.OutputDrainedAsync()));
    }

    public void Signal(ProcessSignal signal)
    {
        lock (_gate)
            foreach (var process in Started())
                process.Signal(signal);
    }

    /// <summary>Ends all of them and waits until they are gone.</summary>
    /// <param name="registry">Tells the extensions.</param>
    /// <param name="reason">Told to them.</param>
    /// <param name="runtimeGone">Called when the runtime is, before external extensions are told.</param>
    /// <param name="farewell">How long the runtime may take although nobody registered.</param>
    public async Task EndAsync(ExtensionRegistry registry, ShutdownReason reason, TimeSpan farewell, Action runtimeGone)
    {
        lock (_gate)
            _closed = true;
        var registered = registry.All;
        var grace = registered.Count > 0 ? InternalWindow : farewell;
        if (registered.Any(extension => extension.IsExternal))
            await EndExternalAsync(registry, reason, runtimeGone);
        else if (grace > TimeSpan.Zero && _runtime is not null)
            await _runtime.StopAsync(grace, resources.Time, CancellationToken.None);
        await Task.WhenAll(Started().Select(process => process.DisposeAsync().AsTask()));
        await Task.WhenAll(_watched);
    }

    private async Task EndExternalAsync(ExtensionRegistry registry, ShutdownReason reason, Action runtimeGone)
    {
        var began = resources.Time.GetTimestamp();
        var deadline = resources.Time.GetUtcNow() + ExternalWindow;
        if (_runtime is not null)
            await _runtime.StopAsync(RuntimeShare, resources.Time, CancellationToken.None);
        runtimeGone();
        var told = registry.All.Where(extension => extension.IsExternal && extension.Events.Contains(ExtensionEvent.ShutdownType));
        var leaving = told.Select(extension => _extensions.GetValueOrDefault(extension.Name)).OfType<ChildProcess>().ToList();
        var left = ExternalWindow - resources.Time.GetElapsedTime(began);
        var gone = Task.WhenAll(leaving.Select(process => process.Exited)).WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, resources.Time);
        registry.ShutDown(reason.ToString().ToLowerInvariant(), deadline);
        await ((Task)gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // too late: EndAsync kills
    }

    private ChildProcess Start(ChildProcessOptions options, Action<ExitStatus> exited)
    {
        var process = ChildProcess.Start(options, resources.Guard);
        using (ExecutionContext.SuppressFlow())
            _watched.Add(WatchAsync(process, exited));
        return process;
    }

    private static async Task WatchAsync(ChildProcess process, Action<ExitStatus> exited) => exited(await process.Exited);

    private IEnumerable<ChildProcess> Started() => _runtime is null ? _extensions.Values : _extensions.Values.Append(_runtime);
}
