using RvWeb.Dashboard.Telemetry;
using RvWeb.Dashboard.TraceDetail;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Tests.Dashboard.TraceDetail;

public sealed class ColdStartBandTests
{
    [Fact]
    public void Names_every_phase_and_calls_what_is_left_waiting()
    {
        var band = Assert.Single(ColdStartBand.Of(TimelineTests.Of(
            Invoke(100), Named("wait for environment", "invoke", 1, 70), Named("init environment", "invoke", 2, 69),
            Named("init", "init environment", 5, 65), Named("start runtime", "init", 5, 20), Named("build app", "init", 25, 25),
            Named("start app", "init", 50, 20), Named("run", "invoke", 71, 25))));

        Assert.Equal("wait 5, start runtime 20, build app 25, start app 20, wait 1, first request 25", Text(band));
    }

    [Fact]
    public void The_start_of_a_function_that_tells_nothing_is_one_phase()
    {
        var band = Assert.Single(ColdStartBand.Of(TimelineTests.Of(
            Invoke(100), Named("wait for environment", "invoke", 0, 70), Named("init environment", "invoke", 2, 68), Named("run", "invoke", 70, 30))));

        Assert.Equal("wait 2, init 68, first request 30", Text(band));
    }

    [Fact]
    public void A_warm_invocation_has_none() =>
        Assert.Empty(ColdStartBand.Of(TimelineTests.Of(Spans.Of("t", "invoke", duration: 10), Named("wait for environment", "invoke", 0, 1))));

    private static Span Invoke(double duration) =>
        Spans.Of("t", "invoke", duration: duration) with { Attributes = new AttributeSet([new TelemetryAttribute("faas.coldstart", true)]) };

    private static Span Named(string name, string parent, double start, double duration) => Spans.Of("t", name, parent, start: start, duration: duration);

    private static string Text(IEnumerable<ColdPhase> band) => string.Join(", ", band.Select(phase => $"{phase.Name} {phase.Time.Length.TotalMilliseconds}"));
}
