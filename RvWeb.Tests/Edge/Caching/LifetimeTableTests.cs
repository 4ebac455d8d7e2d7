using RvWeb.Edge.Cache;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>
/// Every row of https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#ExpirationDownloadDist,
/// with both kinds of MinTTL; -1 stands for "not stored".
/// </summary>
public sealed class LifetimeTableTests
{
    private const long Day = 86_400;
    private const long Year = 31_536_000;

    [Theory]
    // T1: directives that forbid reuse
    [InlineData(0, Day, Year, "Cache-Control: no-store", 0)]
    [InlineData(0, Day, Year, "Cache-Control: no-cache", 0)]
    [InlineData(0, Day, Year, "Cache-Control: private", 0)]
    [InlineData(0, Day, Year, "Cache-Control: private, max-age=60", 0)]
    [InlineData(0, Day, Year, "Cache-Control: max-age=60 | Cache-Control: no-store", 0)]
    [InlineData(0, Day, Year, "Cache-Control: public, no-cache, s-maxage=60", 0)]
    [InlineData(0, Day, Year, "Cache-Control: no-store | Expires: {60}", 0)]
    [InlineData(1, Day, Year, "Cache-Control: no-store", 1)]
    [InlineData(1, Day, Year, "Cache-Control: private, max-age=0", 1)]
    [InlineData(30, Day, Year, "Cache-Control: no-cache, max-age=60", 30)]
    // T2, T7: s-maxage
    [InlineData(0, Day, Year, "Cache-Control: max-age=60, s-maxage=10", 10)]
    [InlineData(0, Day, Year, "Cache-Control: s-maxage=60, max-age=10", 60)]
    [InlineData(0, Day, Year, "Cache-Control: s-maxage=10", 10)]
    [InlineData(0, Day, Year, "Cache-Control: s-maxage=0, max-age=60", 0)]
    [InlineData(0, Day, 5, "Cache-Control: max-age=1, s-maxage=10", 5)]
    [InlineData(20, Day, Year, "Cache-Control: max-age=60, s-maxage=10", 20)]
    [InlineData(20, Day, Year, "Cache-Control: s-maxage=30", 30)]
    // T3: max-age
    [InlineData(0, Day, Year, "Cache-Control: max-age=60", 60)]
    [InlineData(0, Day, 30, "Cache-Control: max-age=60", 30)]
    [InlineData(100, Day, Year, "Cache-Control: max-age=60", 100)]
    [InlineData(0, Day, Year, "Cache-Control: max-age=0", 0)]
    [InlineData(60, Day, 60, "Cache-Control: max-age=1000", 60)]
    // T4, T6: Expires
    [InlineData(0, Day, Year, "Expires: {20}", 20)]
    [InlineData(0, Day, 10, "Expires: {20}", 10)]
    [InlineData(0, Day, Year, "Expires: {-20}", 0)]
    [InlineData(0, Day, Year, "Expires: 0", 0)]
    [InlineData(0, Day, Year, "Expires: soon", 0)]
    [InlineData(5, Day, Year, "Expires: {-20}", 5)]
    [InlineData(30, Day, Year, "Expires: {20}", 30)]
    [InlineData(0, Day, Year, "Expires: {-20} | Cache-Control: max-age=60", 60)]
    [InlineData(0, Day, Year, "Expires: {60} | Cache-Control: max-age=0", 0)]
    [InlineData(0, Day, Year, "Expires: {20} | Cache-Control: public", 20)]
    [InlineData(0, Day, Year, "Expires: Wednesday, 01-Apr-26 12:00:20 GMT", 20)]
    [InlineData(0, Day, Year, "Expires: Wed Apr  1 12:00:20 2026", 20)]
    [InlineData(0, Day, Year, "Expires: Thursday, 18-Aug-50 02:01:18 GMT", Year)]
    [InlineData(0, Day, Year, "Expires: Sunday, 06-Nov-94 08:49:37 GMT", 0)]
    // T5, T8, T9: no lifetime from the origin
    [InlineData(0, Day, Year, "", Day)]
    [InlineData(0, 0, Year, "", 0)]
    [InlineData(100, 50, Year, "", 100)]
    [InlineData(0, Day, 30, "", Day)]
    [InlineData(0, Day, Year, "Cache-Control: public", Day)]
    [InlineData(0, Day, Year, "Cache-Control: must-revalidate", Day)]
    [InlineData(0, Day, Year, "Cache-Control: stale-while-revalidate=60", Day)]
    // T10: 0 to a hundred years
    [InlineData(0, Day, 4_000_000_000, "Cache-Control: max-age=3999999999", 3_153_600_000)]
    [InlineData(0, Day, 4_000_000_000, "Cache-Control: max-age=99999999999999999999999", 3_153_600_000)]
    [InlineData(0, Day, Year, "Cache-Control: max-age=2147483648", Year)]
    [InlineData(0, Day, Year, "Cache-Control: max-age=-1", Day)]
    // T11: caching switched off
    [InlineData(0, 0, 0, "Cache-Control: max-age=60", -1)]
    [InlineData(0, 0, 0, "", -1)]
    // T14 and its kin: forms that name fields
    [InlineData(0, Day, Year, "Cache-Control: no-cache=\"Set-Cookie\", max-age=60", 60)]
    [InlineData(0, Day, Year, "Cache-Control: private=\"X-Me\", max-age=60", 60)]
    [InlineData(0, Day, Year, "Cache-Control: no-cache=Set-Cookie, max-age=60", 60)]
    [InlineData(0, Day, Year, "Cache-Control: no-cache=\"\", max-age=60", 0)]
    [InlineData(0, Day, Year, "Cache-Control: private=\"X-Me\", private, max-age=60", 0)]
    [InlineData(0, Day, Year, "Cache-Control: no-cache=\"a, no-store\", max-age=60", 60)]
    // T15: malformed and duplicated
    [InlineData(0, Day, Year, "Cache-Control: max-age", Day)]
    [InlineData(0, Day, Year, "Cache-Control: max-age=", Day)]
    [InlineData(0, Day, Year, "Cache-Control: max-age=1.5", Day)]
    [InlineData(0, Day, Year, "Cache-Control: max-age=60s", Day)]
    [InlineData(0, Day, Year, "Cache-Control: max-age=x, Expires=60", Day)]
    [InlineData(0, Day, Year, "Cache-Control: max-age=\"60\"", 60)]
    [InlineData(0, Day, Year, "Cache-Control: max-age=007", 7)]
    [InlineData(0, Day, Year, "Cache-Control: max-age=1, max-age=2", 1)]
    [InlineData(0, Day, Year, "Cache-Control: max-age=1 | Cache-Control: max-age=2", 1)]
    [InlineData(0, Day, Year, "Cache-Control: MAX-AGE=60", 60)]
    [InlineData(0, Day, Year, "Cache-Control: , ,max-age=60,", 60)]
    [InlineData(0, Day, Year, "Cache-Control: \"max-age=60\"", Day)]
    [InlineData(0, Day, Year, "Cache-Control: x=\"max-age=60\", max-age=7", 7)]
    [InlineData(0, Day, Year, "Cache-Control: x-max-age=60", Day)]
    [InlineData(0, Day, Year, "Surrogate-Control: max-age=60", Day)]
    [InlineData(0, Day, Year, "CDN-Cache-Control: max-age=60", Day)]
    [InlineData(0, Day, Year, "Pragma: no-cache", Day)]
    [InlineData(0, Day, Year, "Cache-Control: max-age=60 | Age: 50 | Date: {-50}", 60)]
    // V1: Vary: *
    [InlineData(0, Day, Year, "Vary: * | Cache-Control: max-age=60", 0)]
    [InlineData(0, Day, Year, "Vary: Accept, * | Cache-Control: max-age=60", 0)]
    [InlineData(1, Day, Year, "Vary: * | Cache-Control: max-age=60", 60)]
    [InlineData(0, Day, Year, "Vary: Accept | Cache-Control: max-age=60", 60)]
    public void An_answer_is_fresh_for(long min, long usual, long max, string headers, long expected) =>
        Assert.Equal(expected, Seconds(200, min, usual, max, headers));

    [Theory]
    [InlineData(201, "", Day)]
    [InlineData(203, "Cache-Control: max-age=60", 60)]
    [InlineData(204, "Cache-Control: max-age=60", 60)]
    [InlineData(206, "Cache-Control: max-age=60", -1)]
    [InlineData(301, "", Day)]
    [InlineData(302, "Cache-Control: max-age=60", 60)]
    [InlineData(304, "Cache-Control: max-age=60", -1)]
    [InlineData(307, "", -1)]
    [InlineData(307, "Expires: {60}", -1)]
    [InlineData(307, "Cache-Control: max-age=60", 60)]
    [InlineData(308, "", -1)]
    [InlineData(308, "Cache-Control: public", Day)]
    public void A_status_is_fresh_for(int status, string headers, long expected) => Assert.Equal(expected, Seconds(status, 0, Day, Year, headers));

    private static long Seconds(int status, long min, long usual, long max, string headers) =>
        (long)(FreshnessRules.Of(Policy(min, usual, max), CachingCase.Answer(status, headers), Now).Fresh?.TotalSeconds ?? -1);
}
