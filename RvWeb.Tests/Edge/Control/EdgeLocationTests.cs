namespace RvWeb.Tests.Edge.Control;

public sealed class EdgeLocationTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task Each_location_has_a_cache_of_its_own_and_shows_its_name()
    {
        var origin = new CountingOrigin("max-age=60");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, pops: 2, cancellationToken: TestContext.Current.CancellationToken);

        var first = await edge.GetAsync("/a");
        var second = await edge.GetAsync("/a", ("X-Edge-Pop", "2"));
        var again = await edge.GetAsync("/a", ("X-Edge-Pop", "LOCAL2-P1"));

        Assert.Equal(("LOCAL1-P1", "Miss from cloudfront", "fetch 1"), (first["X-Amz-Cf-Pop"], first["X-Cache"], first.Body));
        Assert.Equal(("LOCAL2-P1", "Miss from cloudfront", "fetch 2"), (second["X-Amz-Cf-Pop"], second["X-Cache"], second.Body));
        Assert.Equal(("LOCAL2-P1", "Hit from cloudfront", "fetch 2"), (again["X-Amz-Cf-Pop"], again["X-Cache"], again.Body));
    }

    [Fact(Timeout = Limit)]
    public async Task Simultaneous_misses_collapse_within_a_location_only()
    {
        var origin = new CountingOrigin("max-age=60");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, pops: 2, cancellationToken: TestContext.Current.CancellationToken);
        origin.Hold();
        var one = edge.GetAsync("/a");
        await origin.Arrived;
        origin.HoldAlso();

        var two = edge.GetAsync("/a", ("X-Edge-Pop", "2"));
        await origin.Arrived;
        origin.Release();

        Assert.Equal(["fetch 1", "fetch 2"], new[] { (await one).Body, (await two).Body }.Order());
    }

    [Theory(Timeout = Limit)]
    [InlineData("0")]
    [InlineData("3")]
    [InlineData("")]
    [InlineData("x")]
    public async Task A_location_that_is_not_there_is_refused(string pop)
    {
        await using var edge = await EdgeHarness.StartAsync(new CountingOrigin("").AnswerAsync, pops: 2, cancellationToken: TestContext.Current.CancellationToken);

        var reply = await edge.GetAsync("/a", ("X-Edge-Pop", pop));

        Assert.Equal(400, reply.Status);
        Assert.Contains($"X-Edge-Pop is '{pop}': here are the edge locations 1 to 2", reply.Body, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task The_origin_does_not_see_the_choice()
    {
        var seen = "unasked";
        await using var edge = await EdgeHarness.StartAsync(
            context =>
            {
                seen = context.Request.Headers["X-Edge-Pop"].ToString();
                return Task.CompletedTask;
            },
            toOrigin: RvWeb.Edge.Policies.ManagedPolicies.OriginRequest["216adef6-5c7f-47e4-b989-5492eafa07d3"],
            cancellationToken: TestContext.Current.CancellationToken);

        await edge.GetAsync("/a", ("X-Edge-Pop", "1"));

        Assert.Equal("", seen);
    }
}
