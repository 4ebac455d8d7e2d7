namespace RvWeb.Emulator.Telemetry;

/// <summary>What an environment knows of an invocation that it takes; REPORT names the same.</summary>
/// <param name="Before">Init or restore that this invocation is the first after; null for all others.</param>
/// <param name="MemoryMegabytes">What the function may use.</param>
/// <param name="PeakMemory">Megabytes it has used so far; null where the system does not tell.</param>
internal sealed record InvocationFigures(TimeSpan? Before, int MemoryMegabytes, Func<int?> PeakMemory);
