namespace RvWeb.Lambda.SnapStart;

/// <summary>A request that is replayed before the snapshot, as the event that would carry it.</summary>
/// <param name="ReadEventAsync">
/// Makes the event. The delegate keeps all that knows <c>HttpRequestMessage</c> out of the binary of an app that registers none.
/// </param>
internal sealed record BeforeSnapshotRequest(Func<CancellationToken, Task<byte[]>> ReadEventAsync);
