using System.Runtime.ExceptionServices;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>Has hosted services take their steps, one after another or at once, and keeps what they throw.</summary>
/// <param name="atOnce">Whether a service that waits keeps the next one from its step.</param>
/// <param name="endsAtFailure">Whether the services behind one that throws are left out.</param>
internal sealed class HostedSteps(bool atOnce, bool endsAtFailure)
{
    public List<Exception> Failures { get; } = [];

    public async Task TakeAsync<T>(IReadOnlyCollection<T> services, Func<T, Task> step)
    {
        var taken = new List<Task>();
        foreach (var service in services)
        {
            if (endsAtFailure && Failures.Count > 0)
                return;
            var task = TryAsync(() => step(service));
            if (atOnce)
                taken.Add(task);
            else
                await task;
        }

        await Task.WhenAll(taken);
    }

    /// <exception cref="AggregateException">There are several; a single one is thrown as it is.</exception>
    public void ThrowFailures(string verb)
    {
        if (Failures is [var only])
            ExceptionDispatchInfo.Throw(only);
        if (Failures.Count > 0)
            throw new AggregateException($"{Failures.Count} hosted services failed to {verb}.", Failures);
    }

    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception exception)
        {
            lock (Failures)
                Failures.Add(exception);
        }
    }
}
