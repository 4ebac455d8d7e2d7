using RvWeb.Emulator.Output;
using RvWeb.Emulator.Output.Events;

namespace RvWeb.Tests.Emulator.Output;

/// <summary>Source: lines of CloudWatch.</summary>
public sealed class ReportLinesTests
{
    private static readonly RuntimeVersion Version = new("us-east-1");

    private readonly ReportEvent _report = new()
    {
        RequestId = "id",
        Duration = TimeSpan.FromMilliseconds(1.5),
        MemoryMegabytes = 128,
        PeakMemoryMegabytes = 20,
        Status = PlatformStatus.Success,
    };

    [Fact]
    public void A_cold_start_bills_its_init_and_names_it() => Assert.Equal(
        "REPORT RequestId: id\tDuration: 1.50 ms\tBilled Duration: 32 ms\tMemory Size: 128 MB\tMax Memory Used: 20 MB\tInit Duration: 30.25 ms",
        ReportLines.Report(_report with { Init = TimeSpan.FromMilliseconds(30.25) }));

    [Fact]
    public void A_restore_is_named_with_what_of_it_is_billed() => Assert.Equal(
        "REPORT RequestId: id\tDuration: 1.50 ms\tBilled Duration: 32 ms\tMemory Size: 128 MB\tMax Memory Used: 20 MB\tRestore Duration: 30.25 ms\tBilled Restore Duration: 31 ms",
        ReportLines.Report(_report with { Restore = TimeSpan.FromMilliseconds(30.25) }));

    [Theory]
    [InlineData("Sandbox.Timedout", "Status: timeout")]
    [InlineData("Runtime.ExitError", "Status: error\tError Type: Runtime.ExitError")]
    public void A_platform_error_is_the_last_field(string type, string field) => Assert.Equal(
        $"REPORT RequestId: id\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\t{field}",
        ReportLines.Report(_report with { Duration = TimeSpan.FromSeconds(3), PeakMemoryMegabytes = null, Status = PlatformStatus.Of(type) }));

    [Theory]
    [InlineData("init", "Sandbox.Timedout", "INIT_REPORT Init Duration: 10007.33 ms\tPhase: init\tStatus: timeout")]
    [InlineData("invoke", "Runtime.ExitError", "INIT_REPORT Init Duration: 10007.33 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ExitError")]
    [InlineData("init", null, null)]
    public void An_init_on_demand_is_reported_if_it_failed(string phase, string? error, string? line) => Assert.Equal(
        line, new InitReportEvent(new InitPhase("on-demand", phase, Version), PlatformStatus.Of(error), TimeSpan.FromMilliseconds(10007.33)).Text);

    [Fact]
    public void An_init_ahead_of_time_is_always_reported() => Assert.Equal(
        "INIT_REPORT Init Duration: 9908.09 ms",
        new InitReportEvent(new InitPhase("snap-start", "init", Version), PlatformStatus.Success, TimeSpan.FromMilliseconds(9908.09)).Text);
}
