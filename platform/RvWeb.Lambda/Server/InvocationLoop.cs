using System.Diagnostics;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Telemetry;
using RvWeb.Lambda.Triggers.Routing;

namespace RvWeb.Lambda.Server;

/// <summary>Asks for an invocation, has it answered, and asks again: one at a time.</summary>
internal sealed partial class InvocationLoop<TContext>(
    RequestProcessor<TContext> requests, RuntimeApiClient client, InitTimeline timeline, LambdaSettings settings, ILogger logger,
    TriggerProcessor? triggers = null, ShutdownExtension? extension = null)
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
            extension?.KeepWaiting();
            var invocation = client.Next(stopping);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Handle(invocation, givenUp);
            }
            catch (RuntimeApiException exception) when (!exception.IsFatal)
            {
                // For instance a response that came after the deadline. If the API is gone, the next call says so.
                Log.AnswerRefused(logger, exception, invocation.RequestId);
            }

            if (logger.IsEnabled(LogLevel.Trace))
                Log.Allocated(logger, invocation.RequestId, GC.GetAllocatedBytesForCurrentThread() - before);
            // What flows with one invocation shall not reach the next.
            ExecutionContext.Restore(own);
            settings.JsonLogs?.End();
        }
    }

    private void Handle(Invocation invocation, CancellationToken givenUp)
    {
        LambdaTrace.Publish(invocation.TraceId, settings.Concurrency);
        settings.JsonLogs?.Begin(invocation);
        var failure = TryRead(invocation, out var request, out var trigger);
        using var invoke = LambdaTelemetry.StartInvoke(invocation, request, trigger, timeline);
        if (failure is not null)
            Report(invocation, failure, givenUp);
        else
            failure = trigger is null ? requests.Process(invocation, request) : trigger.Process();
        if (failure is not null)
            invoke?.SetStatus(ActivityStatusCode.Error, failure.Message);
    }

    /// <summary>What is no HTTP request may be an event that the app has a handler for; then <paramref name="trigger"/> has read it.</summary>
    private Exception? TryRead(Invocation invocation, out HttpEvent request, out TriggerProcessor? trigger)
    {
        (request, trigger) = (default, null);
        try
        {
            if (_reader.TryRead(invocation.EventJson, out request))
                return null;
            if (triggers is null)
                return new UnsupportedEventException(invocation.EventJson.Span);
            triggers.Read(invocation);
            trigger = triggers;
            return null;
        }
        catch (Exception exception) when (exception is UnsupportedEventException or MalformedEventException)
        {
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

        /// <summary>By the loop's own thread, which does all of an invocation whose handler does not go elsewhere.</summary>
        [LoggerMessage(7, LogLevel.Trace, "Invocation {RequestId} allocated {Bytes} bytes.")]
        public static partial void Allocated(ILogger logger, string requestId, long bytes);
    }
}
