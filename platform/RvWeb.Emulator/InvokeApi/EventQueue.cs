using System.Threading.Channels;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.InvokeApi;

/// <summary>
/// Invocations of type Event: accepted, then run. Lambda would repeat failed and throttled ones; here a failure is told
/// and that is all, and as many run at a time as no throttling needs.
/// </summary>
internal sealed partial class EventQueue(FunctionDirectory functions, ILogger<EventQueue> logger) : BackgroundService
{
    private const int Capacity = 1000;

    private readonly Channel<(LocalFunction Function, InvocationRequest Request)> _queue =
        Channel.CreateBounded<(LocalFunction, InvocationRequest)>(Capacity);

    /// <summary>Accepts an event; waits while the queue is full.</summary>
    public ValueTask AddAsync(LocalFunction function, InvocationRequest request, CancellationToken cancellationToken) =>
        _queue.Writer.WriteAsync((function, request), cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops: what is queued is lost, as the process is.
        }
    }

    private Task RunAsync(CancellationToken stoppingToken)
    {
        var options = new ParallelOptions
        {
            CancellationToken = stoppingToken,
            MaxDegreeOfParallelism = functions.All.Min(function => function.Options.Concurrency),
        };
        return Parallel.ForEachAsync(_queue.Reader.ReadAllAsync(stoppingToken), options, async (item, _) =>
        {
            var result = await item.Function.InvokeAsync(item.Request);
            if (result.Outcome != InvocationOutcome.Succeeded)
                Log.Failed(logger, item.Function.Options.Name, item.Request.RequestId, result.Outcome);
        });
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Event {RequestId} for {Function}: {Outcome}. It is not repeated.")]
        public static partial void Failed(ILogger logger, string function, string requestId, InvocationOutcome outcome);
    }
}
