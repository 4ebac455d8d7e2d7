using CsCheck;
using RvWeb.Edge.Ranges;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>Sources: RFC 9110, section 14; https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RangeGETs.html</summary>
public sealed class RangeRuleTests
{
    [Theory]
    [InlineData("bytes=0-9", "0-9")]
    [InlineData("bytes=0-0", "0-0")]
    [InlineData("bytes=90-", "90-99")]
    [InlineData("bytes=-1", "99-99")]
    [InlineData("bytes=-1000", "0-99")]
    [InlineData("bytes=0-99999999999999999999", "0-99")]
    [InlineData("BYTES=0-1", "0-1")]
    [InlineData("bytes=0-1, 5-6", "0-1 5-6")]
    [InlineData("bytes=0-1,2-3", "0-1 2-3")]
    [InlineData("bytes=, 0-1,,", "0-1")]
    [InlineData("bytes=0-1,-2", "0-1 98-99")]
    [InlineData("bytes=0-1,500-", "0-1")]
    [InlineData("bytes=100-", "")]
    [InlineData("bytes=-0", "")]
    [InlineData("bytes=100-200,300-", "")]
    [InlineData("bytes=5-6,0-1", null)]
    [InlineData("bytes=0-5,5-9", null)]
    [InlineData("bytes=0-5,-98", null)]
    [InlineData("bytes=-5,0-1", null)]
    [InlineData("bytes=5-,7-8", null)]
    [InlineData("bytes=9-5", null)]
    [InlineData("bytes=0-1,9-5", null)]
    [InlineData("bytes=-", null)]
    [InlineData("bytes=", null)]
    [InlineData("bytes=a-b", null)]
    [InlineData("bytes=--5", null)]
    [InlineData("bytes=1 - 2", null)]
    [InlineData("bytes 0-1", null)]
    [InlineData("items=0-1", null)]
    public void A_range_header_asks_of_100_bytes_for(string header, string? expected) =>
        Assert.Equal(expected, Text(RangeSet.Parse(header)?.Within(100)));

    [Fact]
    public void Two_Range_lines_and_an_empty_body_ask_for_everything()
    {
        Assert.Null(RangeSet.Parse(new(["bytes=0-1", "bytes=0-1"])));
        Assert.Null(RangeSet.Parse("bytes=0-1")!.Within(0));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void More_than_100_ranges_get_the_whole(int count, bool isCut) => Assert.Equal(
        isCut, RangeSet.Parse("bytes=" + string.Join(',', Enumerable.Range(0, count).Select(at => $"{2 * at}-{2 * at}"))) is not null);

    [Theory]
    [InlineData("\"a\"", "\"a\"", true)]
    [InlineData("\"a\"", "\"b\"", false)]
    [InlineData("\"a\"", null, false)]
    [InlineData("W/\"a\"", "W/\"a\"", false)]
    [InlineData("\"a\"", "W/\"a\"", false)]
    [InlineData("Wed, 01 Apr 2026 11:00:00 GMT", null, true)]
    [InlineData("Wed, 01 Apr 2026 11:00:01 GMT", null, false)]
    [InlineData("nonsense", null, false)]
    public void If_Range_compares_tags_strongly_and_dates_exactly(string header, string? etag, bool expected) =>
        Assert.Equal(expected, IfRange.Holds(header, etag, "Wed, 01 Apr 2026 11:00:00 GMT", "Wed, 01 Apr 2026 12:00:00 GMT"));

    [Fact]
    public void A_date_is_no_strong_validator_within_the_second_of_the_answer() =>
        Assert.False(IfRange.Holds("Wed, 01 Apr 2026 11:00:00 GMT", null, "Wed, 01 Apr 2026 11:00:00 GMT", "Wed, 01 Apr 2026 11:00:00 GMT"));

    [Fact]
    public void Slices_are_what_reading_the_body_byte_by_byte_gives()
    {
        // A quarter of the numbers is left out: open ends and suffixes.
        var number = Gen.Int[-16, 48].Select(drawn => Math.Max(drawn, -1));
        Gen.Select(Gen.Int[0, 40], Gen.Select(number, number).List[1, 4]).Sample((length, specs) =>
        {
            var header = "bytes=" + string.Join(',', specs.Select(spec => $"{Number(spec.Item1)}-{Number(spec.Item2)}"));
            return Text(RangeSet.Parse(header)?.Within(length)) == Model(specs, length);
        });
    }

    private static string Number(int number) => number < 0 ? "" : number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Independent of the subject: sets of positions instead of arithmetic.</summary>
    private static string? Model(List<(int First, int Last)> specs, int length)
    {
        if (length == 0 || specs.Any(spec => spec is { First: < 0, Last: < 0 } || spec is { First: >= 0, Last: >= 0 } && spec.First > spec.Last))
            return null;
        // An open end and a suffix reach the end of every body, so nothing may follow; what is asked for must ascend.
        for (var at = 1; at < specs.Count; at++)
        {
            if (specs[at - 1].First < 0 || specs[at - 1].Last < 0 || specs[at].First >= 0 && specs[at].First <= specs[at - 1].Last)
                return null;
        }

        var parts = specs.Select(spec => Enumerable.Range(0, length).Where(position => spec.First < 0
            ? position >= length - spec.Last
            : position >= spec.First && (spec.Last < 0 || position <= spec.Last)).ToList()).Where(part => part.Count > 0).ToList();
        for (var at = 1; at < parts.Count; at++)
        {
            if (parts[at][0] <= parts[at - 1][^1])
                return null;
        }

        return string.Join(' ', parts.Select(part => $"{part[0]}-{part[^1]}"));
    }

    private static string? Text(ByteRange[]? slices) =>
        slices is null ? null : string.Join(' ', slices.Select(slice => $"{slice.First}-{slice.Last}"));
}
