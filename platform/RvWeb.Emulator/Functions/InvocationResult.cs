using RvWeb.Emulator.Streaming;

namespace RvWeb.Emulator.Functions;

internal enum InvocationOutcome
{
    Succeeded,

    /// <summary>The function or its runtime failed; the payload is the error's JSON.</summary>
    Failed,

    /// <summary>Nothing ran: all of the function's concurrency is in use.</summary>
    Throttled,
}

internal sealed record InvocationResult(InvocationOutcome Outcome, ReadOnlyMemory<byte> Payload)
{
    public static readonly InvocationResult Throttled = new(InvocationOutcome.Throttled, ReadOnlyMemory<byte>.Empty);

    /// <summary>The type that REPORT names; null unless the platform made the error.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The type a runtime gave with the error of a streamed answer; null otherwise.</summary>
    public string? FunctionErrorType { get; init; }

    /// <summary>The payload, if the function streams it; the result's own is empty then, and the outcome the stream's to tell.</summary>
    public ResponseStream? Stream { get; init; }

    /// <summary>What the log says of an error the platform made, apart from REPORT; null for others.</summary>
    public string? LogLine { get; init; }

    /// <summary>The X-Ray header the invocation ran under; null if it never ran.</summary>
    public string? TraceHeader { get; init; }

    public static InvocationResult Success(ReadOnlyMemory<byte> payload) => new(InvocationOutcome.Succeeded, payload);

    public static InvocationResult Failure(ReadOnlyMemory<byte> payload) => new(InvocationOutcome.Failed, payload);
}
