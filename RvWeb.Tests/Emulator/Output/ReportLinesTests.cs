using RvWeb.Emulator.Output;

namespace RvWeb.Tests.Emulator.Output;

public sealed class ReportLinesTests
{
    [Fact]
    public void A_cold_start_bills_its_init_and_names_it() => Assert.Equal(
        "REPORT RequestId: id\tDuration: 1.50 ms\tBilled Duration: 32 ms\tMemory Size: 128 MB\tMax Memory Used: 20 MB\tInit Duration: 30.25 ms",
        ReportLines.Report("id", TimeSpan.FromMilliseconds(1.5), TimeSpan.FromMilliseconds(30.25), 128, 20, null));

    [Theory]
    [InlineData("Sandbox.Timedout", "Status: timeout")]
    [InlineData("Runtime.ExitError", "Status: error\tError Type: Runtime.ExitError")]
    public void A_platform_error_is_the_last_field(string type, string field) => Assert.Equal(
        $"REPORT RequestId: id\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\t{field}",
        ReportLines.Report("id", TimeSpan.FromSeconds(3), null, 128, null, type));
}
