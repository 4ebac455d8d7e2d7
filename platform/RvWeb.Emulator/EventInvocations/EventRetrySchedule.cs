namespace RvWeb.Emulator.EventInvocations;

/// <summary>When an event is tried again. Source: docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html.</summary>
internal static class EventRetrySchedule
{
    private static readonly TimeSpan FirstThrottle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestThrottle = TimeSpan.FromMinutes(5);

    /// <summary>One delay before the first retry, two before the second.</summary>
    public static TimeSpan AfterError(TimeSpan delay, int errors) => delay * errors;

    /// <summary>Doubles from 1 s to 5 min.</summary>
    public static TimeSpan AfterThrottle(int throttles)
    {
        var delay = FirstThrottle * Math.Pow(2, Math.Min(throttles, 16) - 1);
        return delay < LongestThrottle ? delay : LongestThrottle;
    }
}
