using Microsoft.AspNetCore.Http;
using RvWeb.Emulator.Hosting;

namespace RvWeb.Tests.Emulator.Hosting;

public sealed class BoundedBodyTests
{
    private const int Limit = 10_000;

    [Fact]
    public async Task A_body_that_is_announced_as_longer_is_not_even_read()
    {
        var context = new DefaultHttpContext();
        context.Request.ContentLength = Limit + 1;
        context.Request.Body = new MemoryStream(new byte[Limit + 1]);

        Assert.Null(await BoundedBody.ReadAsync(context.Request, Limit, TestContext.Current.CancellationToken));
        Assert.Equal(0, context.Request.Body.Position);
    }

    // Nobody else would notice that a body of 100 MB in chunks was collected first and refused then.
    [Fact]
    public async Task A_body_without_length_is_read_only_as_far_as_the_limit()
    {
        var context = new DefaultHttpContext();
        var body = new MemoryStream(new byte[100 * Limit]);
        context.Request.Body = body;

        Assert.Null(await BoundedBody.ReadAsync(context.Request, Limit, TestContext.Current.CancellationToken));
        Assert.InRange(body.Position, Limit, 2 * Limit);
    }

    [Fact]
    public async Task A_body_of_just_the_limit_comes_whole()
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(new byte[Limit]);

        var body = await BoundedBody.ReadAsync(context.Request, Limit, TestContext.Current.CancellationToken);

        Assert.Equal(Limit, body?.Length);
    }
}
