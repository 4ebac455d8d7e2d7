using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.Requests;
using RvWeb.Lambda.Responses;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Lambda.Server;

/// <summary>Asks for an invocation, has the app answer it, posts the answer, and asks again: one at a time.</summary>
internal sealed partial class InvocationLoop<TContext>(
    IHttpApplication<TContext> application, RuntimeApiClient client, InitTimeline timeline, TimeProvider time, ILogger logger)
    where TContext : notnull
{
    private bool _isCold = true;

    /// <param name="stopping">Ends the wait for the next invocation; one that runs is finished.</param>
    /// <param name="aborted">Ends a running invocation too.</param>
    public void Run(CancellationToken stopping, CancellationToken aborted)
    {
        while (!stopping.IsCancellationRequested)
        {
            var invocation = client.Next(stopping);
            try
            {
                // Most handlers have answered when they return. For the others this thread, which is the loop's own, waits.
                HandleAsync(invocation, aborted).GetAwaiter().GetResult();
            }
            catch (RuntimeApiException exception)
            {
                // For instance a response that came after the deadline. If the API is gone, the next call says so.
                Log.AnswerRefused(logger, exception, invocation.RequestId);
            }
        }
    }

    private async Task HandleAsync(Invocation invocation, CancellationToken aborted)
    {
        // A custom runtime has to publish it for the AWS SDK (docs: runtimes-custom.html).
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);
        var (request, failure) = Read(invocation.Event.Span);
        var parent = LambdaTelemetry.Parent(request, invocation.TraceId);
        if (_isCold)
            timeline.Emit(parent);
        using var invoke = LambdaTelemetry.StartInvoke(invocation, request, parent, _isCold);
        _isCold = false;

        if (request is not null)
            failure = await AnswerAsync(invocation, request, aborted);
        if (failure is null)
            return;
        invoke?.SetStatus(ActivityStatusCode.Error, failure.Message);
        Log.InvocationFailed(logger, failure, invocation.RequestId);
        client.Fail(invocation.RequestId, ErrorReport.From(failure), aborted);
    }

    private static (HttpEvent? Request, Exception? Failure) Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return (HttpEventReader.Read(json), null);
        }
        catch (Exception exception) when (exception is UnsupportedEventException or MalformedEventException)
        {
            return (null, exception);
        }
    }

    /// <summary>Returns what the app threw, if it did.</summary>
    private async Task<Exception?> AnswerAsync(Invocation invocation, HttpEvent source, CancellationToken aborted)
    {
        using var lifetime = new InvocationLifetime(invocation.Deadline, time, aborted);
        var request = new LambdaRequest(source, invocation.RequestId);
        var response = new LambdaResponse();
        var context = application.CreateContext(Features(invocation, request, response, lifetime));
        Exception? failure = null;
        try
        {
            await application.ProcessRequestAsync(context);
            await response.StartAsync();
            client.Respond(invocation.RequestId, ResponseWriter.Write(response, source.FrontDoor, source.Method).Span, aborted);
        }
        catch (Exception exception) when (exception is not RuntimeApiException)
        {
            failure = exception;
        }
        finally
        {
            await CompleteAsync(response, context, failure);
        }

        return failure;
    }

    private async Task CompleteAsync(LambdaResponse response, TContext context, Exception? failure)
    {
        try
        {
            await response.CompleteAsync();
        }
        catch (Exception exception)
        {
            // The answer has been posted; as in Kestrel, a failing OnCompleted callback is only logged.
            Log.CompletionFailed(logger, exception);
        }

        application.DisposeContext(context, failure);
    }

    private static FeatureCollection Features(
        Invocation invocation, LambdaRequest request, LambdaResponse response, InvocationLifetime lifetime)
    {
        var features = new FeatureCollection(initialCapacity: 10);
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpConnectionFeature>(request);
        features.Set<IHttpRequestIdentifierFeature>(request);
        features.Set<IHttpRequestBodyDetectionFeature>(request);
        features.Set<IHttpAuthenticationFeature>(request);
        features.Set<ILambdaInvocationFeature>(invocation);
        features.Set<IHttpRequestLifetimeFeature>(lifetime);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(response.BodyFeature);
        return features;
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Error, "Invocation {RequestId} failed.")]
        public static partial void InvocationFailed(ILogger logger, Exception exception, string requestId);

        [LoggerMessage(3, LogLevel.Error, "The answer to invocation {RequestId} was not accepted.")]
        public static partial void AnswerRefused(ILogger logger, Exception exception, string requestId);

        [LoggerMessage(4, LogLevel.Error, "A callback after the response failed.")]
        public static partial void CompletionFailed(ILogger logger, Exception exception);
    }
}
