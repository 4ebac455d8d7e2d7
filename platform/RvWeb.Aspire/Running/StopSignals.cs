using System.Runtime.InteropServices;

namespace RvWeb.Aspire.Running;

/// <summary>The host stops at the first Ctrl-C or SIGTERM; the second one kills.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private int _seen;

    public StopSignals(StopPatience patience)
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Count(patience)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Count(patience)),
        ];
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Count(StopPatience patience)
    {
        if (Interlocked.Increment(ref _seen) == 2)
            patience.End();
    }
}
