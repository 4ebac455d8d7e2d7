using System.Text.RegularExpressions;
using RvWeb.Web.Serving;

namespace RvWeb.Tests.Web;

public sealed partial class BuiltFromTests
{
    [Theory]
    [InlineData("0.1.0", null, "0.1.0")]
    [InlineData("0.1.0", "2026-11-30", "0.1.0")]
    [InlineData("0.1.0+", "2026-11-30", "0.1.0")]
    [InlineData("0.1.0+0123456789abcdef", null, "0.1.0, 0123456")]
    [InlineData("0.1.0+0123456789abcdef", "2026-11-30", "0.1.0, 0123456 of 2026-11-30")]
    public void It_says_what_the_build_knew(string version, string? date, string expected) => Assert.Equal(expected, BuiltFrom.Describe(version, date));

    [Fact]
    public void A_build_in_a_clone_knows_the_commit_and_its_date()
    {
        Assert.SkipUnless(Path.Exists(Path.Combine(RvWeb.Deploy.Solution.Here().Root, ".git")), "These sources are no clone.");

        Assert.Matches(Stamp(), BuiltFrom.Text);
    }

    [GeneratedRegex("^[0-9.]+, [0-9a-f]{7} of [0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    private static partial Regex Stamp();
}
