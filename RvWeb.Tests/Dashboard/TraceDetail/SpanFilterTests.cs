using RvWeb.Dashboard.Telemetry;
using RvWeb.Dashboard.TraceDetail;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Tests.Dashboard.TraceDetail;

public sealed class SpanFilterTests
{
    private static readonly TraceTimeline Timeline = TimelineTests.Of(
        Spans.Of("t", "root", duration: 100),
        Spans.Of("t", "query", "root", start: 10, duration: 30) with { Attributes = Having("db.system", "postgresql") },
        Spans.Of("t", "rows", "query", start: 15, duration: 5),
        Spans.Of("t", "other", "root", start: 50, duration: 20));

    [Theory]
    [InlineData("", "", "", "root query rows other")]
    [InlineData("QUERY", "", "", "root query rows")]
    [InlineData("", "Database", "", "root query rows")]
    [InlineData("", "", "20", "root query other")]
    [InlineData("rows", "", "20", "")]
    [InlineData("query", "", "10", "root query")]
    [InlineData("nothing", "", "", "")]
    [InlineData("", "no such type", "not a number", "root query rows other")]
    [InlineData("", "", "1e300", "root query rows other")]
    public void Keeps_matches_with_their_ancestors_and_descendants(string text, string type, string least, string shown) =>
        Assert.Equal(shown, string.Join(' ', SpanFilter.Parse(text, type, least).Apply(Timeline.Spans).Select(span => span.Span.SpanId)));

    [Fact]
    public void Whom_a_span_called_without_an_answer_in_the_trace_is_named()
    {
        var call = Spans.Of("t", "call") with { Kind = SpanKind.Client, Attributes = Having("server.address", "db.example") };

        Assert.Equal("db.example", SpanTypes.SilentPeer(TimelineTests.Of(call).Spans[0]));
        Assert.Null(SpanTypes.SilentPeer(TimelineTests.Of(call, Spans.Of("t", "served", "call")).Spans[0]));
    }

    private static AttributeSet Having(string name, object value) => new([new TelemetryAttribute(name, value)]);
}
