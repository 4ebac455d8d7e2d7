using System.Reflection;
using Aspire.Hosting;
using Microsoft.Extensions.Hosting;

namespace RvWeb.Aspire.Testing;

/// <summary>
/// The program of an AppHost, run inside a test on a thread of its own. It is held up where it builds and where it starts the
/// application, until the test says go. What it awaits carries the run along, so that tests at once do not meet.
/// </summary>
internal sealed class EntryPointRun : IAsyncDisposable
{
    private static readonly AsyncLocal<EntryPointRun?> Running = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _described = Source<DistributedApplicationBuilder>();
    private readonly TaskCompletionSource<bool> _build = Source<bool>();
    private readonly TaskCompletionSource<DistributedApplication> _built = Source<DistributedApplication>();
    private readonly TaskCompletionSource<bool> _start = Source<bool>();
    private readonly TaskCompletionSource<bool> _started = Source<bool>();
    private readonly TaskCompletionSource<bool> _ended = Source<bool>();
    private readonly string _name;

    private EntryPointRun(TestSetup setup) => (Setup, _name) = (setup, setup.AppHost!.GetName().Name!);

    /// <summary>The run whose program this code belongs to.</summary>
    public static EntryPointRun? Current => Running.Value;

    public TestSetup Setup { get; }

    public static EntryPointRun Start(Assembly appHost, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        var main = appHost.EntryPoint
            ?? throw new ArgumentException($"{appHost.GetName().Name} is no program: give a class of an AppHost, for example Projects.My_AppHost.");
        var run = new EntryPointRun(new TestSetup(appHost, configure));
        new Thread(() => run.Run(main, args)) { IsBackground = true, Name = $"Main of {run._name}" }.Start();
        return run;
    }

    public Task<DistributedApplicationBuilder> DescribedAsync(CancellationToken cancellationToken) => _described.Task.WaitAsync(cancellationToken);

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _build.TrySetResult(true);
        return _built.Task.WaitAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _start.TrySetResult(true);
        return _started.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Called by the program: the test goes on, the program waits for it.</summary>
    public void HoldBeforeBuild(DistributedApplicationBuilder builder)
    {
        if (!_described.TrySetResult(builder))
            throw new DistributedApplicationException($"{_name} builds a second application, which a test cannot run: build one.");
        _build.Task.GetAwaiter().GetResult(); // Build returns no task
    }

    /// <summary>Called by the program.</summary>
    public void Built(DistributedApplication application) => _built.TrySetResult(application);

    /// <summary>Called by the program: starts when the test says so.</summary>
    public async Task StartAsync(IHost host, CancellationToken cancellationToken)
    {
        await _start.Task.WaitAsync(cancellationToken);
        try
        {
            await host.StartAsync(cancellationToken);
            _started.TrySetResult(true);
        }
        catch (Exception failure)
        {
            _started.TrySetException(failure); // the test is told; the program ends as it would
            throw;
        }
    }

    /// <summary>Lets the program end and waits for that.</summary>
    public async ValueTask DisposeAsync()
    {
        _build.TrySetCanceled();
        _start.TrySetCanceled();
        await _ended.Task;
    }

    private void Run(MethodInfo main, string[] args)
    {
        Running.Value = this;
        var outcome = new DistributedApplicationException($"The program of {_name} ended before it had built and run an application.");
        try
        {
            main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, main.GetParameters().Length == 0 ? null : [args], null);
        }
        catch (Exception failure)
        {
            // The boundary to the program: whoever waits for it is told.
            outcome = new DistributedApplicationException($"The program of {_name} failed: {failure.Message}", failure);
        }
        finally
        {
            Fail(_described, outcome);
            Fail(_built, outcome);
            Fail(_started, outcome);
            _ended.TrySetResult(true);
        }
    }

    private static void Fail<T>(TaskCompletionSource<T> source, Exception failure)
    {
        if (source.TrySetException(failure))
            _ = source.Task.Exception; // nobody has to wait for it
    }

    private static TaskCompletionSource<T> Source<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
