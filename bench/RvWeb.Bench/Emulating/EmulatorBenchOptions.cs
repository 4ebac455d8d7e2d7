namespace RvWeb.Bench.Emulating;

/// <summary>What is measured, and how often.</summary>
internal sealed record EmulatorBenchOptions
{
    public required string Command { get; init; }

    public required string Emulator { get; init; }

    /// <summary>Warm calls of each kind.</summary>
    public required int Pairs { get; init; }

    public required int ColdRuns { get; init; }

    public required int Callers { get; init; }

    /// <summary>For the memory.</summary>
    public required int Invocations { get; init; }

    /// <summary>A path that the function answers slowly; null leaves that measurement out.</summary>
    public string? Slow { get; init; }
}
