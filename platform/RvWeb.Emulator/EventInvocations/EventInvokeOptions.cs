namespace RvWeb.Emulator.EventInvocations;

/// <summary>
/// How a function's asynchronous invocations are repeated and where their records go. Ranges and defaults are those of
/// docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html; the delay is ours.
/// </summary>
internal sealed record EventInvokeOptions
{
    public static readonly TimeSpan LongestAge = TimeSpan.FromHours(6);

    /// <summary>0 to 2.</summary>
    public int MaximumRetryAttempts { get; init; } = 2;

    /// <summary>60 s to 6 h.</summary>
    public TimeSpan MaximumEventAge { get; init; } = LongestAge;

    /// <summary>Before the first retry of an event that failed; the second waits twice as long. AWS waits one minute.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A function of this emulator, or the ARN of something that is only told in the log.</summary>
    public string? OnSuccess { get; init; }

    /// <inheritdoc cref="OnSuccess"/>
    public string? OnFailure { get; init; }
}
