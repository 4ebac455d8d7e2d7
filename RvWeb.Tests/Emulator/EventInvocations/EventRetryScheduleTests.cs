using RvWeb.Emulator.EventInvocations;

namespace RvWeb.Tests.Emulator.EventInvocations;

/// <summary>Source: docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html.</summary>
public sealed class EventRetryScheduleTests
{
    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 120)]
    public void With_the_delay_of_AWS_failed_events_are_repeated_after_one_and_two_minutes(int errors, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), EventRetrySchedule.AfterError(TimeSpan.FromMinutes(1), errors));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(100_000, 300)]
    public void Throttled_events_wait_from_one_second_to_five_minutes(int throttles, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), EventRetrySchedule.AfterThrottle(throttles));
}
