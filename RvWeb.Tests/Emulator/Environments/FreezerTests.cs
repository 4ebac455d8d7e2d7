using RvWeb.Emulator.Environments;
using RvWeb.Processes;

namespace RvWeb.Tests.Emulator.Environments;

public sealed class FreezerTests
{
    private readonly List<ProcessSignal> _signals = [];

    [Fact]
    public void It_stops_at_rest_and_continues_when_woken()
    {
        var freezer = new Freezer(enabled: true, _signals.Add);

        freezer.Rest();
        freezer.Freeze();
        freezer.Freeze();
        freezer.Wake();
        freezer.Wake();

        Assert.Equal([ProcessSignal.Stop, ProcessSignal.Continue], _signals);
    }

    [Fact]
    public void An_environment_that_was_woken_meanwhile_is_not_frozen()
    {
        var freezer = new Freezer(enabled: true, _signals.Add);

        freezer.Rest();
        freezer.Wake();
        freezer.Freeze();

        Assert.Empty(_signals);
    }

    [Fact]
    public void An_environment_that_ends_is_not_frozen_any_more()
    {
        var freezer = new Freezer(enabled: true, _signals.Add);

        freezer.Rest();
        freezer.Freeze();
        freezer.Close();
        freezer.Rest();
        freezer.Freeze();

        Assert.Equal([ProcessSignal.Stop, ProcessSignal.Continue], _signals);
    }

    [Fact]
    public void Switched_off_it_sends_nothing()
    {
        var freezer = new Freezer(enabled: false, _signals.Add);

        freezer.Rest();
        freezer.Freeze();
        freezer.Wake();

        Assert.Empty(_signals);
    }
}
