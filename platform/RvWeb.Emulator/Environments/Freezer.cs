using RvWeb.Processes;

namespace RvWeb.Emulator.Environments;

/// <summary>
/// Stops an environment's processes while it waits for an event, as Lambda does once runtime and extensions have asked for
/// their next one. Whoever rests it and whoever wakes it may be different threads; a wake between a rest and its freeze wins.
/// </summary>
internal sealed class Freezer(bool enabled, Action<ProcessSignal> signal)
{
    private readonly Lock _gate = new();
    private bool _resting;
    private bool _frozen;
    private bool _closed;

    /// <summary>The environment is about to be given away as free.</summary>
    public void Rest()
    {
        lock (_gate)
            _resting = enabled && !_closed;
    }

    /// <summary>Stops the processes unless the environment has been woken since it rested.</summary>
    public void Freeze()
    {
        lock (_gate)
        {
            if (!_resting || _frozen)
                return;
            _frozen = true;
            signal(ProcessSignal.Stop);
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            _resting = false;
            if (!_frozen)
                return;
            _frozen = false;
            signal(ProcessSignal.Continue);
        }
    }

    /// <summary>Wakes for good: who is to end has to run.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
        Wake();
    }
}
