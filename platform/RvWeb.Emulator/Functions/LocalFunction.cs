using System.Diagnostics;
using RvWeb.Emulator.Environments;
using RvWeb.Emulator.HotReload;
using RvWeb.Emulator.RuntimeApi;
using RvWeb.Emulator.Streaming;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.Functions;

/// <summary>A function that can be invoked.</summary>
internal sealed class LocalFunction(FunctionOptions options, EnvironmentResources resources)
{
    private readonly EnvironmentPool _pool = new(options, resources);
    private int _inFlight;

    public FunctionOptions Options => options;

    public FunctionPause Pause { get; } = new();

    /// <summary>Who calls passes here first.</summary>
    public ReloadGate Reload { get; } = new();

    /// <summary>Its environments at this moment, oldest first.</summary>
    public IReadOnlyList<EnvironmentSnapshot> Environments => _pool.Snapshots();

    /// <summary>
    /// Runs one invocation and waits for its whole result. It takes no cancellation token on purpose: a caller who leaves
    /// does not stop a Lambda function; its timeout and <see cref="StopAsync"/> do.
    /// </summary>
    public async Task<InvocationResult> InvokeAsync(InvocationRequest request)
    {
        var answer = await StreamAsync(request);
        return answer.Stream is { } stream ? await stream.CollectAsync(RuntimeAnswer.MaximumResponseBytes) : answer;
    }

    /// <summary>
    /// Runs one invocation. If the function streams its answer, the result comes with the first of it and has a
    /// <see cref="InvocationResult.Stream"/>, which the caller reads or drops.
    /// </summary>
    public async Task<InvocationResult> StreamAsync(InvocationRequest request)
    {
        if (await Reload.PassAsync(request.RequestId) is { } refused)
            return refused;
        var span = InvocationSpan.Start(options, request);
        if (Interlocked.Increment(ref _inFlight) > options.Concurrency)
        {
            Interlocked.Decrement(ref _inFlight);
            span?.SetStatus(ActivityStatusCode.Error, "throttled");
            span?.Dispose();
            return InvocationResult.Throttled;
        }
        if (Pause.Resumed is { } resumed)
            await resumed;
        var invocation = new Invocation(request, span, resources.Time) { Ended = (ended, result) => Finish(span, ended, result) };
        _pool.Place(invocation);
        return await invocation.Answer;
    }

    /// <summary>Replaces every warm environment, after the invocation that runs in it: the next call is a cold start.</summary>
    /// <returns>How many are replaced.</returns>
    public int Recycle() => _pool.Recycle();

    /// <summary>Starts the environments that are to be ready before the first invocation.</summary>
    public void Start() => _pool.Start();

    public Task StopAsync(CancellationToken cancellationToken)
    {
        // Those that were held back are told that it is over, like all others.
        var stopped = _pool.StopAsync(cancellationToken);
        Pause.Resume();
        Reload.End();
        return stopped;
    }

    private void Finish(Activity? span, Invocation invocation, InvocationResult result)
    {
        Interlocked.Decrement(ref _inFlight);
        if (invocation.IsColdStart)
            resources.Telemetry.ColdStart(options.Name);
        resources.Telemetry.Invoked(options.Name, invocation.Duration);
        InvocationSpan.Finish(span, invocation, result);
    }
}
