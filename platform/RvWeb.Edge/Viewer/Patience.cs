using RvWeb.Edge.Cache;

namespace RvWeb.Edge.Viewer;

/// <summary>
/// How long a fetch goes on: until nobody wants its answer any more, neither the viewer who caused it nor those who wait for
/// the same. What a lone viewer leaves behind is not cached (CUS).
/// </summary>
internal sealed class Patience : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _nobody = new();
    private readonly CancellationTokenRegistration _viewer;
    private bool _isDisposed;

    public Patience(RequestCollapsing.Flight flight, CancellationToken viewer) =>
        _viewer = viewer.UnsafeRegister(_ => flight.WhenAlone(GiveUp), null);

    public CancellationToken Token => _nobody.Token;

    public void Dispose()
    {
        _viewer.Dispose();
        lock (_gate)
        {
            _isDisposed = true;
            _nobody.Dispose();
        }
    }

    private void GiveUp()
    {
        lock (_gate)
        {
            if (!_isDisposed)
                _nobody.Cancel();
        }
    }
}
