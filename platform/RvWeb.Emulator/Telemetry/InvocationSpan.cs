using System.Diagnostics;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Telemetry;

/// <summary>
/// The <c>invoke</c> span: what REPORT says, and the event and its answer, masked and cut by <see cref="MaskedJson"/>, so that a
/// trace can show them beside its spans.
/// </summary>
internal static class InvocationSpan
{
    public static Activity? Start(FunctionOptions function, InvocationRequest request) =>
        EmulatorTelemetry.Start($"invoke {function.Name}", ActivityKind.Client, request.Parent)?
            .SetTag("faas.invoked_name", function.Name)
            .SetTag("faas.invoked_provider", "aws")
            .SetTag("faas.invoked_region", function.Region)
            .SetTag("faas.invocation_id", request.RequestId)
            .SetTag("faas.trigger", request.Trigger);

    public static void Finish(Activity? span, Invocation invocation, InvocationResult result)
    {
        if (span is not { IsAllDataRequested: true })
        {
            span?.Dispose();
            return;
        }

        span.SetTag("faas.coldstart", invocation.IsColdStart).SetTag("faas.instance", invocation.Instance);
        if (result.Outcome == InvocationOutcome.Failed)
            span.SetStatus(ActivityStatusCode.Error, result.ErrorType).SetTag("error.type", result.ErrorType ?? "Function.Unknown");
        if (invocation.Figures is { } figures)
            Measure(span, invocation.Duration, figures);
        span.SetTag("aws.lambda.event", MaskedJson.Of(invocation.Request.Payload.Span));
        span.SetTag("aws.lambda.response", MaskedJson.Of(result.Payload.Span));
        span.Dispose();
    }

    private static void Measure(Activity span, TimeSpan duration, InvocationFigures figures)
    {
        span.SetTag("aws.lambda.duration_ms", duration.TotalMilliseconds);
        span.SetTag("aws.lambda.billed_duration_ms", (long)Math.Ceiling((duration + (figures.Before ?? TimeSpan.Zero)).TotalMilliseconds));
        span.SetTag("aws.lambda.init_duration_ms", figures.Before?.TotalMilliseconds);
        span.SetTag("aws.lambda.memory_size_mb", figures.MemoryMegabytes);
        span.SetTag("aws.lambda.max_memory_used_mb", figures.PeakMemory());
    }
}
