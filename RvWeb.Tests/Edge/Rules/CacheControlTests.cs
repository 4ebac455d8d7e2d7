using RvWeb.Edge.Cache;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

public sealed class CacheControlTests
{
    [Fact]
    public void Directives_are_read_in_any_case_and_spacing()
    {
        var control = CacheControl.Parse("Max-Age=\"60\" ,STALE-while-revalidate = 5,stale-if-error=0");

        Assert.Equal((S(60), S(5), S(0)), (control.MaxAge, control.StaleWhileRevalidate, control.StaleIfError));
    }

    [Theory]
    [InlineData("stale-while-revalidate")]
    [InlineData("stale-while-revalidate=")]
    [InlineData("stale-while-revalidate=-1")]
    [InlineData("stale-while-revalidate=1.5")]
    public void A_stale_window_without_a_whole_number_is_ignored(string text) =>
        Assert.Null(CacheControl.Parse(text).StaleWhileRevalidate);

    [Fact]
    public void The_first_of_duplicates_counts() => Assert.Equal(S(1), CacheControl.Parse("max-age=1, max-age=2").MaxAge);

    [Fact]
    public void A_quoted_list_of_fields_is_one_directive()
    {
        var control = CacheControl.Parse("no-cache=\"Set-Cookie, X-Secret\", max-age=3");

        Assert.False(control.NoCache);
        Assert.Equal(S(3), control.MaxAge);
        Assert.Equal(["Set-Cookie", "X-Secret"], control.UncachedFields.Order());
    }
}
