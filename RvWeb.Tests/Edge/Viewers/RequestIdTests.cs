using RvWeb.Edge.Viewer;

namespace RvWeb.Tests.Edge.Viewers;

public sealed class RequestIdTests
{
    [Fact]
    public void Ids_look_like_CloudFronts_and_none_comes_twice()
    {
        var ids = new RequestIds(1);

        var made = Enumerable.Range(0, 10_000).Select(_ => ids.Next()).ToList();

        Assert.Equal(made.Count, made.Distinct(StringComparer.Ordinal).Count());
        Assert.All(made, id => Assert.Matches("^[A-Za-z0-9_-]{56}$", id));
    }

    [Fact]
    public void Ids_of_two_runs_differ() => Assert.NotEqual(new RequestIds(1).Next(), new RequestIds(2).Next());
}
