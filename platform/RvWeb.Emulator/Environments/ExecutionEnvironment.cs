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

    private readonly FunctionOptions function;
    private readonly EnvironmentResources resources;
    private readonly EnvironmentEvents events;
    private readonly RuntimeSession session;
    private readonly EnvironmentClock clock;
    private readonly InvocationReport report;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long started;
    private Activity? init;
    private ChildProcess? process;
    private RuntimeApiListener? listener;
    private TimeSpan grace = TimeSpan.Zero;
    private Task lifetime = Task.CompletedTask;

    public ExecutionEnvironment(FunctionOptions function, EnvironmentResources resources, EnvironmentEvents events)
    {
        this.function = function;
        this.resources = resources;
        this.events = events;
        session = new RuntimeSession(OnNext, OnInitFailed);
        clock = new EnvironmentClock(resources.Time, OnDue);
        report = new InvocationReport(function, resources.Log);
        started = resources.Time.GetTimestamp();
        var now = resources.Time.GetUtcNow();
        Instance = string.Create(CultureInfo.InvariantCulture, $"{now:yyyy/MM/dd}/[$LATEST]{resources.NewId():N}");
    }

    /// <summary>The log stream's name, which tells environments apart on AWS too.</summary>
    public string Instance { get; }

    public RuntimeState State => session.State;

    public bool HasInitialized => report.InitDuration is not null;

    public bool HasRun { get; private set; }

    /// <summary>Spawns the process. A program that cannot be started ends the environment like any other failure.</summary>
    public void Start(ActivityContext invoke)
    {
        init = EmulatorTelemetry.Start("init environment", ActivityKind.Internal, invoke);
        init?.SetTag("faas.name", function.Name).SetTag("faas.instance", Instance);
        listener = resources.Transport.Listen(new Door(new RuntimeApiDoor(session, function.Arn).HandleAsync));
        clock.Set(InitLimit + function.Timeout);
        try
        {
            process = ChildProcess.Start(ProcessOptions(listener.HostAndPort), resources.Guard);
            init?.SetTag("process.pid", process.Id);
            report.ProcessId = process.Id;
        }
        catch (ChildProcessException exception)
        {
            End(id => PlatformError.InvalidEntrypoint(id, exception.Message));
        }
        using (ExecutionContext.SuppressFlow())
            lifetime = LiveAsync();
    }

    /// <summary>Gives the environment, which must be free, an event.</summary>
    /// <returns>False if it has ended meanwhile.</returns>
    public bool TryRun(Invocation invocation, bool coldStart)
    {
        HasRun = true;
        clock.Set(function.Timeout);
        report.Begin(invocation);
        return session.TryRun(invocation, resources.Time.GetUtcNow() + function.Timeout, Instance, coldStart);
    }

    /// <summary>Takes the environment out of use and kills its process. Whatever it was doing fails with the given error.</summary>
    public void End(Func<string, InvocationResult> error)
    {
        if (!session.TryEnd(out var was, out var running))
            return;
        clock.Stop();
        if (was == RuntimeState.Initializing)
            EndInit(failed: true);
        running?.TryComplete(error(running.Id));
        report.End();
        events.Ended(this, error);
        ended.TrySetResult();
    }

    /// <summary>Ends the environment and waits until its process is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        End(PlatformError.Stopped);
        await lifetime;
    }

    private void OnNext()
    {
        EndInit(failed: false);
        report.End();
        clock.Set(function.Idle);
        events.Freed(this);
    }

    private void OnInitFailed(ReadOnlyMemory<byte> error)
    {
        grace = FarewellLimit;
        End(_ => InvocationResult.Failure(error));
    }

    private void OnDue()
    {
        if (State == RuntimeState.Idle)
            events.IdleTooLong(this);
        else
            End(id => PlatformError.Timedout(id, function.Timeout));
    }

    private void EndInit(bool failed)
    {
        if (Interlocked.Exchange(ref init, null) is { } span)
        {
            if (failed)
                span.SetStatus(ActivityStatusCode.Error);
            span.Stop();
        }
        if (failed || report.InitDuration is not null)
            return;
        report.InitDuration = resources.Time.GetElapsedTime(started);
        resources.Telemetry.Initialized(function.Name, report.InitDuration.Value);
    }

    private ChildProcessOptions ProcessOptions(string runtimeApi) => new()
    {
        FileName = function.FileName,
        Arguments = function.Arguments,
        WorkingDirectory = function.WorkingDirectory,
        Environment = EnvironmentVariables.For(function, runtimeApi, Instance, init?.Context ?? default, resources.OwnVariable),
        Output = line => resources.Log.Write(function.Name, line.Text),
    };

    private async Task LiveAsync()
    {
        if (process is not null)
        {
            await Task.WhenAny(process.Exited, ended.Task);
            if (!ended.Task.IsCompleted)
            {
                var status = await process.Exited;
                End(id => PlatformError.Exited(id, status));
            }
            if (grace > TimeSpan.Zero)
                await process.StopAsync(grace, resources.Time, CancellationToken.None);
            await process.DisposeAsync();
        }
        session.HangUp();
        clock.Dispose();
        await listener!.DisposeAsync();
        events.Closed(this);
    }
}
