using System.Diagnostics;
using RvWeb.Emulator.Output;

namespace RvWeb.Emulator.Functions;

/// <summary>What a door asks of a function.</summary>
internal sealed record InvocationRequest
{
    /// <summary>6 MB. Source: docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.</summary>
    public const int MaximumPayloadBytes = 6 * 1024 * 1024;

    /// <summary>1 MB for invocations of type Event. Source: docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (Payload).</summary>
    public const int MaximumEventBytes = 1024 * 1024;

    public required string RequestId { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The span, ours or the caller's, that the invocation belongs to.</summary>
    public ActivityContext Parent { get; init; }

    /// <summary>JSON, as <c>X-Amz-Client-Context</c> carried it.</summary>
    public string? ClientContext { get; init; }

    /// <summary>What the caller asked for by name; null if it named none.</summary>
    public string? Qualifier { get; init; }

    /// <summary><c>X-Amz-Tenant-Id</c>.</summary>
    public string? TenantId { get; init; }

    /// <summary>Gets the invocation's log lines; null if nobody asked for them.</summary>
    public LogTail? Tail { get; init; }

    /// <summary>How the function came to be called, in OpenTelemetry's words (<c>faas.trigger</c>).</summary>
    public string Trigger { get; init; } = "other";
}
