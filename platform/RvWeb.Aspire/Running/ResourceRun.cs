using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Running;

/// <summary>One resource's life in this run of the AppHost, in which it may be stopped and started again.</summary>
internal abstract class ResourceRun(IResource resource) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private CancellationTokenSource _stopping = new();
    private Task _completion = Task.CompletedTask;
    private bool _closed;

    public IResource Resource => resource;

    /// <summary>Does nothing if it runs already, or everything stops.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_closed || !_completion.IsCompleted)
                return;
            _stopping.Dispose();
            _stopping = new CancellationTokenSource();
            var stopping = _stopping.Token;
            await AnnounceAsync();
            _completion = Task.Run(() => RunAsync(stopping), CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the resource and waits until it has ended.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await _stopping.CancelAsync();
            await _completion;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the resource for good.</summary>
    public Task CloseAsync()
    {
        _closed = true;
        return StopAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _turn.Dispose();
    }

    /// <summary>Says that it starts, so that who starts it and then waits for it does not see its last end.</summary>
    protected virtual Task AnnounceAsync() => Task.CompletedTask;

    /// <summary>From start to end. Everything that goes wrong is shown with the resource; nothing is thrown.</summary>
    protected abstract Task RunAsync(CancellationToken stopping);
}
