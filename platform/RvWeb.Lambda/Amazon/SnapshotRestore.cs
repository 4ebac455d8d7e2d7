using RvWeb.Lambda.SnapStart;

namespace Amazon.Lambda.Core;

/// <summary>
/// Code that runs before Lambda SnapStart takes the snapshot of a started app, and after an environment was restored from it. Without
/// SnapStart it never runs. To be registered before the app has started
/// (docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html).
/// </summary>
public static class SnapshotRestore
{
    // One per process, as AWS's package has it: there is one snapshot.
    internal static SnapshotHooks Hooks { get; } = new();

    /// <summary>
    /// Runs before the snapshot, the last registered first, after all <c>AddAWSLambdaBeforeSnapshotRequest</c>. If it throws, Lambda is
    /// told <c>Runtime.BeforeSnapshotError</c> and the version is not published.
    /// </summary>
    public static void RegisterBeforeSnapshot(Func<ValueTask> beforeSnapshotAction) => Hooks.Before(beforeSnapshotAction);

    /// <summary>
    /// Runs after the restore, the first registered first, before any invocation. If it throws, Lambda is told
    /// <c>Runtime.AfterRestoreError</c> and the environment ends.
    /// </summary>
    public static void RegisterAfterRestore(Func<ValueTask> afterRestoreAction) => Hooks.After(afterRestoreAction);
}
