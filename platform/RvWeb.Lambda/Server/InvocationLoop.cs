using System.Diagnostics;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Lambda.Server;

/// <summary>Asks for an invocation, has it answered, and asks again: one at a time.</summary>
internal sealed partial class InvocationLoop<TContext>(
    RequestProcessor<TContext> requests, RuntimeApiClient client, InitTimeline timeline, LambdaSettings settings, ILogger logger)
    where TContext : notnull
{
    private readonly HttpEventReader _reader = new();

    /// <param name="stopping">Ends the wait for the next invocation; one that runs is finished.</param>
    /// <param name="givenUp">Ends also the sending of an answer.</param>
    public void Run(CancellationToken stopping, CancellationToken givenUp)
    {
        var own = ExecutionContext.Capture()!;
        while (!stopping.IsCancellationRequested)
        {
            var invocation = client.Next(stopping);
            try
            {
                Handle(invocation, givenUp);
            }
            catch (RuntimeApiException exception)
            {
                // For instance a response that came after the deadline. If the API is gone, the next call says so.
                Log.AnswerRefused(logger, exception, invocation.RequestId);
            }

            // What flows with one invocation shall not reach the next.
            ExecutionContext.Restore(own);
            settings.JsonLogs?.End();
        }
    }

    private void Handle(Invocation invocation, CancellationToken givenUp)
    {
        LambdaTrace.Publish(invocation.TraceId, settings.Concurrency);
        settings.JsonLogs?.Begin(invocation);
        var failure = TryRead(invocation, out var request);
        using var invoke = LambdaTelemetry.StartInvoke(invocation, request, timeline);
        if (failure is null)
            failure = requests.Process(invocation, request);
        else
            Report(invocation, failure, givenUp);
        if (failure is not null)
            invoke?.SetStatus(ActivityStatusCode.Error, failure.Message);
    }

    private Exception? TryRead(Invocation invocation, out HttpEvent request)
    {
        try
        {
            request = _reader.Read(invocation.EventJson);
            return null;
        }
        catch (Exception exception) when (exception is UnsupportedEventException or MalformedEventException)
        {
            request = default;
            return exception;
        }
    }

    private void Report(Invocation invocation, Exception failure, CancellationToken givenUp)
    {
        Log.EventRefused(logger, failure, invocation.RequestId);
        client.Fail(invocation, ErrorReport.From(failure), givenUp);
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Error, "Invocation {RequestId} failed.")]
        public static partial void EventRefused(ILogger logger, Exception exception, string requestId);

        [LoggerMessage(3, LogLevel.Error, "The answer to invocation {RequestId} was not accepted.")]
        public static partial void AnswerRefused(ILogger logger, Exception exception, string requestId);
    }
}
