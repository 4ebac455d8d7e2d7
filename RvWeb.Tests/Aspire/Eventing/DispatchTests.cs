using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace RvWeb.Tests.Aspire.Eventing;

public sealed class DispatchTests
{
    private const int Limit = 60_000;

    private readonly DistributedApplicationEventing _eventing = new();
    private readonly List<string> _heard = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscribers_are_told_one_after_another_in_their_order()
    {
        _eventing.Subscribe<Rain>(async (_, _) =>
        {
            await Task.Yield();
            _heard.Add("first");
        });
        _eventing.Subscribe<Rain>((_, _) => Hear("second"));

        await _eventing.PublishAsync(new Rain(), Token);

        Assert.Equal(["first", "second"], _heard);
    }

    [Fact]
    public async Task The_first_exception_ends_it_and_reaches_the_publisher()
    {
        _eventing.Subscribe<Rain>((_, _) => throw new InvalidOperationException("wet"));
        _eventing.Subscribe<Rain>((_, _) => Hear("second"));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => _eventing.PublishAsync(new Rain(), Token));

        Assert.Equal("wet", failure.Message);
        Assert.Empty(_heard);
    }

    [Fact]
    public async Task Who_listens_to_one_resource_hears_of_no_other()
    {
        var one = new ExecutableResource("one", "/bin/sh", "/");
        var two = new ExecutableResource("two", "/bin/sh", "/");
        _eventing.Subscribe<Flood>(one, (flood, _) => Hear($"only {flood.Resource.Name}"));
        _eventing.Subscribe<Flood>((flood, _) => Hear($"any {flood.Resource.Name}"));

        await _eventing.PublishAsync(new Flood(one), Token);
        await _eventing.PublishAsync(new Flood(two), Token);

        Assert.Equal(["only one", "any one", "any two"], _heard);
    }

    [Fact]
    public async Task Who_has_unsubscribed_hears_nothing()
    {
        var subscription = _eventing.Subscribe<Rain>((_, _) => Hear("unwanted"));
        _eventing.Unsubscribe(subscription);

        await _eventing.PublishAsync(new Rain(), Token);

        Assert.Empty(_heard);
    }

    [Fact(Timeout = Limit)]
    public async Task Subscribers_told_at_once_do_not_wait_for_each_other_and_every_exception_is_told()
    {
        var meeting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _eventing.Subscribe<Rain>(async (_, cancellationToken) =>
        {
            await meeting.Task.WaitAsync(cancellationToken);
            throw new InvalidOperationException("wet");
        });
        _eventing.Subscribe<Rain>((_, _) =>
        {
            meeting.SetResult();
            throw new InvalidOperationException("cold");
        });

        var failure = await Assert.ThrowsAsync<AggregateException>(() => _eventing.PublishAsync(new Rain(), EventDispatchBehavior.BlockingConcurrent, Token));

        Assert.Equal(["cold", "wet"], failure.InnerExceptions.Select(inner => inner.Message).Order());
    }

    [Theory(Timeout = Limit)]
    [InlineData(EventDispatchBehavior.NonBlockingSequential)]
    [InlineData(EventDispatchBehavior.NonBlockingConcurrent)]
    public async Task A_publisher_that_does_not_wait_goes_on_while_subscribers_work(EventDispatchBehavior behavior)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _eventing.Subscribe<Rain>(async (_, cancellationToken) =>
        {
            await release.Task.WaitAsync(cancellationToken);
            done.SetResult();
        });

        await _eventing.PublishAsync(new Rain(), behavior, Token);
        release.SetResult();

        await done.Task.WaitAsync(Token);
    }

    [Fact(Timeout = Limit)]
    public async Task What_a_subscriber_throws_that_nobody_waits_for_is_not_lost()
    {
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _eventing.Unheard = (type, failure) => told.SetResult($"{type.Name}: {failure.Message}");
        _eventing.Subscribe<Rain>((_, _) => throw new InvalidOperationException("wet"));

        await _eventing.PublishAsync(new Rain(), EventDispatchBehavior.NonBlockingSequential, Token);

        Assert.Equal("Rain: wet", await told.Task.WaitAsync(Token));
    }

    private Task Hear(string what)
    {
        _heard.Add(what);
        return Task.CompletedTask;
    }

    private sealed class Rain : IDistributedApplicationEvent;

    private sealed class Flood(IResource resource) : IDistributedApplicationResourceEvent
    {
        public IResource Resource => resource;
    }
}
