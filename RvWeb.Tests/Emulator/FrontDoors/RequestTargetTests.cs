using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Tests.Emulator.FrontDoors;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/", "/", "")]
    [InlineData("/a%2Fb/?x=1?2", "/a%2Fb/", "x=1?2")]
    [InlineData("/a?", "/a", "")]
    [InlineData("http://host:1/p?q", "/p", "q")]
    [InlineData("http://host?q", "/", "q")]
    [InlineData("http://host", "/", "")]
    [InlineData("*", "/", "")]
    public void Path_and_query_stay_as_sent(string target, string path, string query) =>
        Assert.Equal((path, query), RequestTarget.Split(target));
}
