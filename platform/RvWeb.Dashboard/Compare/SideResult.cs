namespace RvWeb.Dashboard.Compare;

/// <summary>What one side has answered so far.</summary>
/// <param name="First">The request before those that count; of a function it may be a cold start. Null until it is answered.</param>
/// <param name="Durations">Of the answered requests that count.</param>
/// <param name="Failures">Requests that got no answer, or a status of 500 or more.</param>
/// <param name="LastFailure">What the last of them said.</param>
internal sealed record SideResult(TimeSpan? First, IReadOnlyList<TimeSpan> Durations, int Failures, string? LastFailure)
{
    public static SideResult None { get; } = new(null, [], 0, null);
}
