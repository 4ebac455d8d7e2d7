using System.Diagnostics;
using RvWeb.Emulator.Environments;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.Functions;

/// <summary>A function that can be invoked.</summary>
internal sealed class LocalFunction(FunctionOptions options, EnvironmentResources resources)
{
    private readonly EnvironmentPool _pool = new(options, resources);
    private int _inFlight;

    public FunctionOptions Options => options;

    public FunctionPause Pause { get; } = new();

    /// <summary>Its environments at this moment, oldest first.</summary>
    public IReadOnlyList<EnvironmentSnapshot> Environments => _pool.Snapshots();

    /// <summary>
    /// Runs one invocation. It takes no cancellation token on purpose: a caller who leaves does not stop a Lambda function;
    /// its timeout and <see cref="StopAsync"/> do.
    /// </summary>
    public async Task<InvocationResult> InvokeAsync(InvocationRequest request)
    {
        using var span = StartSpan(request);
        if (Interlocked.Increment(ref _inFlight) > options.Concurrency)
        {
            Interlocked.Decrement(ref _inFlight);
            span?.SetStatus(ActivityStatusCode.Error, "throttled");
            return InvocationResult.Throttled;
        }
        if (Pause.Resumed is { } resumed)
            await resumed;
        var invocation = new Invocation(request, span, resources.Time);
        _pool.Place(invocation);
        var result = await invocation.Result;
        Interlocked.Decrement(ref _inFlight);
        Finish(span, invocation, result);
        return result;
    }

    /// <summary>Replaces every warm environment, after the invocation that runs in it: the next call is a cold start.</summary>
    /// <returns>How many are replaced.</returns>
    public int Recycle() => _pool.Recycle();

    public Task StopAsync(CancellationToken cancellationToken)
    {
        // Those that were held back are told that it is over, like all others.
        var stopped = _pool.StopAsync(cancellationToken);
        Pause.Resume();
        return stopped;
    }

    private Activity? StartSpan(InvocationRequest request) =>
        EmulatorTelemetry.Start($"invoke {options.Name}", ActivityKind.Client, request.Parent)?
            .SetTag("faas.invoked_name", options.Name)
            .SetTag("faas.invoked_provider", "aws")
            .SetTag("faas.invoked_region", options.Region)
            .SetTag("faas.invocation_id", request.RequestId)
            .SetTag("faas.trigger", request.Trigger);

    private void Finish(Activity? span, Invocation invocation, InvocationResult result)
    {
        if (invocation.IsColdStart)
            resources.Telemetry.ColdStart(options.Name);
        resources.Telemetry.Invoked(options.Name, invocation.Duration);
        span?.SetTag("faas.coldstart", invocation.IsColdStart).SetTag("faas.instance", invocation.Instance);
        if (result.Outcome == InvocationOutcome.Failed)
            span?.SetStatus(ActivityStatusCode.Error, result.ErrorType).SetTag("error.type", result.ErrorType ?? "Function.Unknown");
    }
}
