using Microsoft.Extensions.Time.Testing;
using RvWeb.Emulator.Environments;
using RvWeb.Processes;

namespace RvWeb.Tests.Emulator.Environments;

public sealed class FreezerTests : IDisposable
{
    private readonly List<ProcessSignal> _signals = [];
    private readonly FakeTimeProvider _time = new();
    private readonly Freezer _freezer;

    public FreezerTests() => _freezer = new Freezer(enabled: true, _time, _signals.Add);

    public void Dispose() => _freezer.Dispose();

    [Fact]
    public void It_stops_a_little_after_rest_and_continues_when_woken()
    {
        _freezer.Rest();
        Assert.Empty(_signals);
        _time.Advance(Freezer.Delay);
        _time.Advance(Freezer.Delay);
        _freezer.Wake();
        _freezer.Wake();

        Assert.Equal([ProcessSignal.Stop, ProcessSignal.Continue], _signals);
    }

    [Fact]
    public void An_environment_that_was_woken_meanwhile_is_not_frozen()
    {
        _freezer.Rest();
        _freezer.Wake();
        _time.Advance(Freezer.Delay);

        Assert.Empty(_signals);
    }

    [Fact]
    public void Each_rest_lasts_the_whole_delay_before_the_freeze()
    {
        _freezer.Rest();
        _time.Advance(Freezer.Delay / 2);
        _freezer.Wake();
        _freezer.Rest();
        _time.Advance(Freezer.Delay / 2);
        Assert.Empty(_signals);
        _time.Advance(Freezer.Delay);

        Assert.Equal([ProcessSignal.Stop], _signals);
    }

    [Fact]
    public void It_freezes_again_after_a_timer_that_found_it_awake()
    {
        _freezer.Rest();
        _freezer.Wake();
        _time.Advance(Freezer.Delay);
        _freezer.Rest();
        _time.Advance(Freezer.Delay);

        Assert.Equal([ProcessSignal.Stop], _signals);
    }

    [Fact]
    public void An_environment_that_ends_is_not_frozen_any_more()
    {
        _freezer.Rest();
        _time.Advance(Freezer.Delay);
        _freezer.Close();
        _freezer.Rest();
        _time.Advance(Freezer.Delay);

        Assert.Equal([ProcessSignal.Stop, ProcessSignal.Continue], _signals);
    }

    [Fact]
    public void Switched_off_it_sends_nothing()
    {
        using var freezer = new Freezer(enabled: false, _time, _signals.Add);

        freezer.Rest();
        _time.Advance(Freezer.Delay);
        freezer.Wake();

        Assert.Empty(_signals);
    }
}
