using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Requests;
using RvWeb.Lambda.Responses;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>Finds the handler of each event, has it called and answers.</summary>
internal sealed partial class RoutedTriggerProcessor(
    TriggerRoutes routes, IServiceScopeFactory scopes, RuntimeApiClient client, InvocationLifetime lifetime, ILogger logger, CancellationToken givenUp)
    : TriggerProcessor
{
    private static readonly byte[] Nothing = [.. "null"u8];

    private Invocation _invocation = null!;
    private RoutedEvent _event = null!;

    public override void Read(Invocation invocation)
    {
        _invocation = invocation;
        _event = routes.Match(invocation.EventJson);
    }

    public override void Describe(Activity invoke) => TriggerTelemetry.Describe(invoke, _event);

    public override Exception? Process()
    {
        try
        {
            var batch = Run();
            if (batch.FirstFailure is { } failure && !_event.Route.Options.ReportBatchItemFailures)
                client.Fail(_invocation, ErrorReport.From(failure), givenUp);
            else
                client.Respond(_invocation, Answer(batch).Span, givenUp);
            return batch.FirstFailure;
        }
        catch (Exception exception) when (exception is not RuntimeApiException and not OperationCanceledException)
        {
            Log.InvocationFailed(logger, exception, _invocation.RequestId);
            client.Fail(_invocation, ErrorReport.From(exception), givenUp);
            return exception;
        }
    }

    /// <summary>As for requests this thread, which is the loop's own, waits for handlers that wait for something.</summary>
    private RecordBatch Run()
    {
        lifetime.Start(_invocation);
        try
        {
            var batch = new RecordBatch(_event, scopes, _invocation, logger, lifetime.RequestAborted);
            batch.RunAsync().GetAwaiter().GetResult();
            return batch;
        }
        finally
        {
            lifetime.Dispose();
        }
    }

    private ReadOnlyMemory<byte> Answer(RecordBatch batch)
    {
        if (_event.Kind.HasBatchAnswer())
            return BatchAnswer.Write(batch.Unhandled);
        if (_event.Records[0] is not LambdaEvent { Response: var response })
            return Nothing;
        return response.Length <= ResponseWriter.MaximumBytes ? response : throw new ResponseTooLargeException(
            "The response", response.Length, "Lambda", ResponseWriter.MaximumBytes, "Send less, or put it where the invoker can fetch it.");
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Error, "Invocation {RequestId} failed.")]
        public static partial void InvocationFailed(ILogger logger, Exception exception, string requestId);
    }
}
