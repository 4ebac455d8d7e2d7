using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Compare;

/// <summary>Compares how fast two addresses answer; one comparison at a time, of which the last one is kept. Thread-safe.</summary>
public sealed class Comparisons
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private Action _cancel = () => { };
    private Task _running = Task.CompletedTask;
    private volatile ComparisonRun? _last;

    /// <summary>Nothing is compared yet.</summary>
    /// <param name="time">The clock; by default the system's.</param>
    public Comparisons(TimeProvider? time = null) => _time = time ?? TimeProvider.System;

    internal ChangeSignal Changes { get; } = new();

    internal ComparisonRun? Last => _last;

    /// <summary>Begins a comparison, which goes on by itself.</summary>
    /// <param name="plan">What is compared.</param>
    /// <param name="completion">Ends with the comparison, also if that is cancelled; at once if none is begun.</param>
    /// <returns>Null, or why it cannot begin.</returns>
    public string? Start(ComparisonPlan plan, out Task completion)
    {
        ArgumentNullException.ThrowIfNull(plan);
        completion = Task.CompletedTask;
        if (plan.Problem() is { } problem)
            return problem;
        lock (_gate)
        {
            if (!_running.IsCompleted)
                return "A comparison is running: wait for its end, or cancel it on the page Compare.";
            var stopping = new CancellationTokenSource();
            _cancel = stopping.Cancel;
            _last = new ComparisonRun(plan, _time.GetUtcNow(), ComparisonState.Running, SideResult.None, SideResult.None);
            completion = _running = Task.Run(() => RunAsync(plan, stopping), CancellationToken.None);
            return null;
        }
    }

    /// <summary>Cancels the comparison that runs, if one does, and waits for its end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task running;
        lock (_gate)
        {
            running = _running;
            _cancel();
        }

        await running.WaitAsync(cancellationToken);
    }

    /// <summary>The last comparison as lines of text; null if there is none.</summary>
    public string? Summary() => _last is { } run ? ComparisonText.Of(run) : null;

    private async Task RunAsync(ComparisonPlan plan, CancellationTokenSource stopping)
    {
        var cancellationToken = stopping.Token;
        // No traceparent: each request is its own trace, as a viewer's is.
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null, AllowAutoRedirect = false, UseProxy = false }) { Timeout = Patience };
        var (left, right) = (Probe(client, plan.Left, plan), Probe(client, plan.Right, plan));
        var state = ComparisonState.Finished;
        try
        {
            await left.WarmUpAsync(cancellationToken);
            await right.WarmUpAsync(cancellationToken);
            for (var index = 0; index < plan.Requests; index++)
            {
                // Each goes first every other time: whatever the order does, it does to both.
                var (first, second) = index % 2 == 0 ? (left, right) : (right, left);
                await first.MeasureAsync(cancellationToken);
                await second.MeasureAsync(cancellationToken);
                if (index % 10 == 9)
                    Publish(plan, ComparisonState.Running, left, right);
            }
        }
        catch (OperationCanceledException)
        {
            state = ComparisonState.Cancelled;
        }

        lock (_gate)
        {
            _cancel = () => { };
            stopping.Dispose();
        }

        Publish(plan, state, left, right);
    }

    private SideProbe Probe(HttpClient client, ComparisonSide side, ComparisonPlan plan) => new(client, new Uri(side.Address, plan.Path), _time);

    private void Publish(ComparisonPlan plan, ComparisonState state, SideProbe left, SideProbe right)
    {
        _last = new ComparisonRun(plan, _last?.At ?? _time.GetUtcNow(), state, left.Result, right.Result);
        Changes.Notify(ChangeTopics.Comparison);
    }
}
