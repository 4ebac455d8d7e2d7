using System.Runtime.InteropServices;

namespace RvWeb.Deploy;

/// <summary>Ctrl-C and SIGTERM as a token, from the first moment of the program on. A second one ends it at once.</summary>
internal sealed class StopSignals : IDisposable
{
    internal const int Interrupted = 130;

    // Children end within two seconds, then their half-done work is removed. What goes on after that, such as CDK, is cut off.
    private static readonly TimeSpan CleanUpLimit = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly ITimer _limit;

    internal StopSignals(TimeProvider time)
    {
        _limit = time.CreateTimer(_ => Environment.Exit(Interrupted), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        ];
    }

    internal CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _limit.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        if (_stop.IsCancellationRequested)
            return;

        context.Cancel = true;
        _limit.Change(CleanUpLimit, Timeout.InfiniteTimeSpan);
        _stop.Cancel();
    }
}
