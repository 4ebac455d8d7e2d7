using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace RvWeb.Lambda.Server;

/// <summary>
/// Stops the app when Lambda (or who emulates it) ends the environment. The console lifetime of the framework does that
/// too, but greets on the log at every cold start and makes two more options and loggers for it.
/// </summary>
internal sealed class LambdaLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        application.StopApplication();
    }
}
