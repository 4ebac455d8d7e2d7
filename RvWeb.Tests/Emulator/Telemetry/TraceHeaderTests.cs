using System.Diagnostics;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Tests.Emulator.Telemetry;

public sealed class TraceHeaderTests
{
    private const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string Header = "Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=1";

    [Fact]
    public void The_root_is_the_w3c_trace_id_cut_after_8_digits() =>
        Assert.Equal(Header, TraceHeader.Format(ActivityContext.Parse(TraceParent, null)));

    [Fact]
    public void What_is_formatted_is_parsed_again()
    {
        Assert.True(TraceHeader.TryParse(Header, out var context));

        Assert.Equal(Header, TraceHeader.Format(context));
    }

    [Fact]
    public void Traceparent_wins_over_the_header_of_aws() => Assert.Equal(
        "0af7651916cd43dd8448eb211c80319c",
        TraceHeader.Extract(TraceParent, null, "Root=1-11111111-222222222222222222222222").TraceId.ToHexString());

    [Theory]
    [InlineData("")]
    [InlineData("Root=1-0af76519")]
    [InlineData("Root=1-0af7651x-16cd43dd8448eb211c80319c")]
    [InlineData("Root=1-00000000-000000000000000000000000")]
    [InlineData("Self=1-0af76519-16cd43dd8448eb211c80319c")]
    public void A_header_without_a_valid_root_is_no_parent(string header) =>
        Assert.Equal(default, TraceHeader.Extract(null, null, header));
}
