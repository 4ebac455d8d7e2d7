using Microsoft.Extensions.Time.Testing;
using RvWeb.Aspire.Running;

namespace RvWeb.Tests.Aspire;

public sealed class StopPatienceTests
{
    [Fact]
    public void Four_seconds_after_the_stop_began_patience_is_over()
    {
        var time = new FakeTimeProvider();
        using var patience = new StopPatience(time);

        patience.Begin();
        time.Advance(TimeSpan.FromSeconds(3.9));
        Assert.False(patience.Over.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.True(patience.Over.IsCancellationRequested);
    }

    [Fact]
    public void A_second_request_ends_it_at_once()
    {
        using var patience = new StopPatience(new FakeTimeProvider());

        patience.Begin();
        patience.End();

        Assert.True(patience.Over.IsCancellationRequested);
    }
}
