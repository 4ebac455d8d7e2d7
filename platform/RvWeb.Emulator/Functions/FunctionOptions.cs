using RvWeb.Emulator.EventInvocations;
using RvWeb.Emulator.Output;

namespace RvWeb.Emulator.Functions;

/// <summary>A function as <c>AWS::Lambda::Function</c> would declare it, and the program that stands for it.</summary>
internal sealed record FunctionOptions
{
    public required string Name { get; init; }

    /// <summary>Full path of the program.</summary>
    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public required string WorkingDirectory { get; init; }

    /// <summary>The function's own variables; they win over those the platform sets.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public int MemoryMegabytes { get; init; } = 128;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Most invocations, and so environments, at one time.</summary>
    public int Concurrency { get; init; } = 100;

    /// <summary>How long an environment without work is kept.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(300);

    public EventInvokeOptions Events { get; init; } = new();

    /// <summary>Whether its processes are stopped between invocations, as on Lambda.</summary>
    public bool Freeze { get; init; } = true;

    public LogOptions Logs { get; init; } = new();

    public string Region { get; init; } = "us-east-1";

    public string Arn => FunctionArn.For(Region, Name);
}
