using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Environments;

/// <summary>What an environment tells the pool that owns it.</summary>
/// <param name="Freed">It waits for an event.</param>
/// <param name="Snapshotted">Its init is over and it waits to be restored.</param>
/// <param name="IdleTooLong">It has waited for as long as an idle environment is kept.</param>
/// <param name="Ended">It takes no more events; the error is what an invocation gets that it was started for.</param>
/// <param name="Closed">Its process is gone.</param>
internal sealed record EnvironmentEvents(
    Action<ExecutionEnvironment> Freed,
    Action<ExecutionEnvironment> Snapshotted,
    Action<ExecutionEnvironment> IdleTooLong,
    Action<ExecutionEnvironment, Func<string, InvocationResult>> Ended,
    Action<ExecutionEnvironment> Closed);
