using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Running;

/// <summary>One resource's life in this run.</summary>
internal abstract class ResourceRun(IResource resource)
{
    protected CancellationTokenSource Stopping { get; } = new();

    public IResource Resource => resource;

    private Task Completion { get; set; } = Task.CompletedTask;

    public void Start() => Completion = Task.Run(RunAsync);

    /// <summary>Ends the resource and waits until it has ended.</summary>
    public async Task StopAsync()
    {
        await Stopping.CancelAsync();
        await Completion;
    }

    protected abstract Task RunAsync();
}
