namespace RvWeb.Emulator.Environments;

/// <summary>One environment at one moment, for those who look on.</summary>
/// <param name="Id">The log stream's name.</param>
/// <param name="State">What it does.</param>
/// <param name="Since">When it was started.</param>
/// <param name="Invocations">How many events it was given.</param>
/// <param name="MemoryMegabytes">The most memory it has had; null where the system does not tell, or before the process runs.</param>
/// <param name="ProcessId">Of the runtime; null before it runs.</param>
internal sealed record EnvironmentSnapshot(
    string Id, EnvironmentState State, DateTimeOffset Since, long Invocations, int? MemoryMegabytes, int? ProcessId);
