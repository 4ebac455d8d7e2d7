using System.Diagnostics;
using System.Globalization;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Hosting;
using RvWeb.Emulator.RuntimeApi;
using RvWeb.Emulator.Telemetry;
using RvWeb.Processes;

namespace RvWeb.Emulator.Environments;

/// <summary>One process of a function with a Runtime API of its own: started, used for one invocation at a time, ended once.</summary>
internal sealed class ExecutionEnvironment : IAsyncDisposable
{
    // Source: docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html, Init phase. Lambda then tries again
    // within the invocation's time; here that time is added.
    private static readonly TimeSpan InitLimit = TimeSpan.FromSeconds(10);

    // A runtime that reported init/error is about to exit by itself, and its last lines are worth having.
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromMilliseconds(500);

    private readonly FunctionOptions _function;
    private readonly EnvironmentResources _resources;
    private readonly EnvironmentEvents _events;
    private readonly RuntimeSession _session;
    private readonly EnvironmentClock _clock;
    private readonly InvocationReport _report;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _started;
    private Activity? _init;
    private ChildProcess? _process;
    private RuntimeApiListener? _listener;
    private TimeSpan _grace = TimeSpan.Zero;
    private Task _lifetime = Task.CompletedTask;

    public ExecutionEnvironment(FunctionOptions function, EnvironmentResources resources, EnvironmentEvents events)
    {
        _function = function;
        _resources = resources;
        _events = events;
        _session = new RuntimeSession(OnNext, OnInitFailed);
        _clock = new EnvironmentClock(resources.Time, OnDue);
        _report = new InvocationReport(function, resources.Log);
        _started = resources.Time.GetTimestamp();
        var now = resources.Time.GetUtcNow();
        Instance = string.Create(CultureInfo.InvariantCulture, $"{now:yyyy/MM/dd}/[$LATEST]{resources.NewId():N}");
    }

    /// <summary>The log stream's name, which tells environments apart on AWS too.</summary>
    public string Instance { get; }

    public RuntimeState State => _session.State;

    public bool HasInitialized => _report.InitDuration is not null;

    public bool HasRun { get; private set; }

    /// <summary>Spawns the process. A program that cannot be started ends the environment like any other failure.</summary>
    public void Start(ActivityContext invoke)
    {
        _init = EmulatorTelemetry.Start("init environment", ActivityKind.Internal, invoke);
        _init?.SetTag("faas.name", _function.Name).SetTag("faas.instance", Instance);
        _listener = _resources.Transport.Listen(new Door(new RuntimeApiDoor(_session, _function.Arn).HandleAsync));
        _clock.Set(InitLimit + _function.Timeout);
        try
        {
            _process = ChildProcess.Start(ProcessOptions(_listener.HostAndPort), _resources.Guard);
            _init?.SetTag("process.pid", _process.Id);
            _report.ProcessId = _process.Id;
            _report.Drained = _process.OutputDrainedAsync;
        }
        catch (ChildProcessException exception)
        {
            End(id => PlatformError.InvalidEntrypoint(id, exception.Message));
        }
        using (ExecutionContext.SuppressFlow())
            _lifetime = LiveAsync();
    }

    /// <summary>Gives the environment, which must be free, an event.</summary>
    /// <returns>False if it has ended meanwhile.</returns>
    public bool TryRun(Invocation invocation, bool coldStart)
    {
        HasRun = true;
        _clock.Set(_function.Timeout);
        _report.Begin(invocation);
        return _session.TryRun(invocation, _resources.Time.GetUtcNow() + _function.Timeout, Instance, coldStart);
    }

    /// <summary>Takes the environment out of use and kills its process. Whatever it was doing fails with the given error.</summary>
    public void End(Func<string, InvocationResult> error)
    {
        if (!_session.TryEnd(out var was, out var running))
            return;
        _clock.Stop();
        if (was == RuntimeState.Initializing)
            EndInit(failed: true);
        running?.TryComplete(error(running.Id));
        _report.End(_report.Current);
        _events.Ended(this, error);
        _ended.TrySetResult();
    }

    /// <summary>Ends the environment and waits until its process is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        End(PlatformError.Stopped);
        await _lifetime;
    }

    private void OnNext()
    {
        EndInit(failed: false);
        var done = _report.Current;
        _clock.Set(_function.Idle);
        _events.Freed(this);
        // Last, so that who reads the line finds the environment free.
        _report.End(done);
    }

    private void OnInitFailed(ReadOnlyMemory<byte> error)
    {
        _grace = FarewellLimit;
        End(_ => InvocationResult.Failure(error));
    }

    private void OnDue()
    {
        if (State == RuntimeState.Idle)
            _events.IdleTooLong(this);
        else
            End(id => PlatformError.Timedout(id, _function.Timeout));
    }

    private void EndInit(bool failed)
    {
        if (Interlocked.Exchange(ref _init, null) is { } span)
        {
            if (failed)
                span.SetStatus(ActivityStatusCode.Error);
            span.Stop();
        }
        if (failed || _report.InitDuration is not null)
            return;
        _report.InitDuration = _resources.Time.GetElapsedTime(_started);
        _resources.Telemetry.Initialized(_function.Name, _report.InitDuration.Value);
    }

    private ChildProcessOptions ProcessOptions(string runtimeApi) => new()
    {
        FileName = _function.FileName,
        Arguments = _function.Arguments,
        WorkingDirectory = _function.WorkingDirectory,
        Environment = EnvironmentVariables.For(_function, runtimeApi, Instance, _init?.Context ?? default, _resources.OwnVariable),
        Output = line => _report.Output(line.Text),
    };

    private async Task LiveAsync()
    {
        if (_process is not null)
        {
            await Task.WhenAny(_process.Exited, _ended.Task);
            if (!_ended.Task.IsCompleted)
            {
                var status = await _process.Exited;
                End(id => PlatformError.Exited(id, status));
            }
            if (_grace > TimeSpan.Zero)
                await _process.StopAsync(_grace, _resources.Time, CancellationToken.None);
            await _process.DisposeAsync();
        }
        _session.HangUp();
        _clock.Dispose();
        await _listener!.DisposeAsync();
        _events.Closed(this);
    }
}
