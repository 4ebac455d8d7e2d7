using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>One event's records, each handled in a scope of its own.</summary>
internal sealed partial class RecordBatch(
    RoutedEvent source, IServiceScopeFactory scopes, ILambdaInvocationFeature invocation, ILogger logger, CancellationToken aborted)
{
    private readonly Exception?[] _failures = new Exception?[source.Records.Length];
    private readonly OperationCanceledException _tooLate = new("The record was not handled: the invocation's time is up, or the server stops.");

    /// <summary>Null if all were handled.</summary>
    public Exception? FirstFailure => Array.Find(_failures, failure => failure is not null);

    /// <summary>
    /// What has to come again. Of a stream only where to go on from: Lambda retries from there
    /// (docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html).
    /// </summary>
    public IEnumerable<string> Unhandled
    {
        get
        {
            var failed = source.Records.Where((_, i) => _failures[i] is not null).Select(record => record.ItemIdentifier);
            return source.Kind.IsStream() ? failed.Take(1) : failed;
        }
    }

    private string Source => TriggerKinds.Describe(source.Kind, source.Origin);

    /// <summary>Tries all of them; but where the order counts, none after the first that fails.</summary>
    public async Task RunAsync()
    {
        var isOrdered = source.Kind.IsOrdered(source.Origin);
        if (isOrdered || source.Route.Options.MaxConcurrency == 1)
            await RunOneByOneAsync(isOrdered);
        else
            await Parallel.ForAsync(
                0, _failures.Length, new ParallelOptions { MaxDegreeOfParallelism = source.Route.Options.MaxConcurrency },
                (i, _) => new ValueTask(TryHandleAsync(i)));
        // One line, however many they are: there is little time left.
        if (Array.Exists(_failures, failure => failure == _tooLate))
            Log.TooLate(logger, invocation.RequestId, Array.FindAll(_failures, failure => failure == _tooLate).Length, _failures.Length, Source);
    }

    private async Task RunOneByOneAsync(bool isOrdered)
    {
        for (var i = 0; i < _failures.Length; i++)
        {
            await TryHandleAsync(i);
            if (!isOrdered || _failures[i] is not { } failure)
                continue;
            Array.Fill(_failures, failure, i, _failures.Length - i);
            return;
        }
    }

    private async Task TryHandleAsync(int index)
    {
        if (aborted.IsCancellationRequested)
        {
            _failures[index] = _tooLate;
            return;
        }

        using var process = TriggerTelemetry.StartRecord(source, index);
        try
        {
            await HandleAsync(source.Records[index]);
        }
        catch (Exception exception)
        {
            _failures[index] = exception;
            process?.SetStatus(ActivityStatusCode.Error, exception.Message);
            Log.RecordFailed(logger, exception, invocation.RequestId, index + 1, _failures.Length, Source);
        }
    }

    private async Task HandleAsync(LambdaRecord record)
    {
        await using var scope = scopes.CreateAsyncScope();
        await source.Route.Handle(record, new RecordScope(scope.ServiceProvider, invocation), aborted);
    }

    private static partial class Log
    {
        [LoggerMessage(7, LogLevel.Error, "Invocation {RequestId}: record {Number} of {Count} ({Source}) failed.")]
        public static partial void RecordFailed(ILogger logger, Exception exception, string requestId, int number, int count, string source);

        [LoggerMessage(8, LogLevel.Error, "Invocation {RequestId}: no time was left for {TooLate} of {Count} records ({Source}).")]
        public static partial void TooLate(ILogger logger, string requestId, int tooLate, int count, string source);
    }
}
