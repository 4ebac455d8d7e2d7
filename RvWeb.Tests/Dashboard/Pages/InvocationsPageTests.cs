using RvWeb.Dashboard.Compare;
using RvWeb.Dashboard.Invocations;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Tests.Dashboard.Pages;

public sealed class InvocationsPageTests
{
    [Fact(Timeout = 60_000)]
    public async Task Lists_invocations_with_their_figures_and_filters_them()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        Assert.Contains("send the function a sample event", await dashboard.PageAsync("/invocations"), StringComparison.Ordinal);
        var sample = new SampleTrace(1, Spans.Start);
        sample.Add(1, 0, "lambda", "invoke api", 3, 0, 300, ("faas.invoked_name", "api"), ("faas.coldstart", true), ("aws.lambda.init_duration_ms", 200.5),
            ("aws.lambda.duration_ms", 40L), ("aws.lambda.billed_duration_ms", 241L), ("aws.lambda.memory_size_mb", 128L), ("aws.lambda.max_memory_used_mb", 31L));
        sample.Add(2, 0, "lambda", "invoke mail", 3, 400, 403, ("faas.invoked_name", "mail"), ("error.type", "Sandbox.Timedout")).Status = new() { Code = 2 };
        await dashboard.SendAsync(sample.Request);

        var all = await dashboard.PageAsync("/invocations");
        var cold = await dashboard.PageAsync("/invocations?status=cold");
        var mail = await dashboard.PageAsync("/invocations?function=mail&status=error");

        Assert.Contains("241 ms", all, StringComparison.Ordinal);
        Assert.Contains("31 of 128 MB", all, StringComparison.Ordinal);
        Assert.Contains("1 of 2 were cold (50 %)", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Sandbox.Timedout", cold, StringComparison.Ordinal);
        Assert.Contains("Sandbox.Timedout", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("241 ms", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, 5)]
    [InlineData(90, 9)]
    [InlineData(99, 10)]
    [InlineData(0, 1)]
    [InlineData(100, 10)]
    public void A_percentile_is_a_duration_that_was_measured(double percent, int milliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(milliseconds), new Percentiles(Enumerable.Range(1, 10).Reverse().Select(number => TimeSpan.FromMilliseconds(number))).At(percent));

    [Fact]
    public void Without_durations_there_is_no_percentile() => Assert.Null(new Percentiles([]).At(50));

    [Fact]
    public void Each_invocation_is_counted_in_one_piece_of_time()
    {
        var invocations = Enumerable.Range(0, 11).Select(index => new Invocation
        {
            Span = Spans.Of("t", $"s{index}", start: index * 10),
            Function = "api",
            IsCold = index == 0,
            Status = "ok",
        }).ToList();

        var shares = ColdShare.Over(invocations, 5);

        Assert.Equal((11, 1), (shares.Sum(share => share.All), shares[0].Cold));
        Assert.All(shares, share => Assert.InRange(share.All, 2, 3));
        Assert.Single(ColdShare.Over(invocations[..1], 5), share => share.All == 1);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    [InlineData(long.MaxValue)]
    [InlineData("12")]
    public void A_duration_that_can_be_none_is_none(object value) =>
        Assert.Null(new AttributeSet([new TelemetryAttribute("duration", value)]).Milliseconds("duration"));
}
