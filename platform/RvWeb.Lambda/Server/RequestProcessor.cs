using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Amazon;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.Requests;
using RvWeb.Lambda.Responses;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Server;

/// <summary>
/// Has the app answer the HTTP requests of one loop, one after another. Request, response and features are the same objects
/// each time: after the first invocations nothing of ours is made anew.
/// </summary>
internal sealed partial class RequestProcessor<TContext> : IDisposable
    where TContext : notnull
{
    private readonly IHttpApplication<TContext> _application;
    private readonly RuntimeApiClient _client;
    private readonly ILogger _logger;
    private readonly CancellationToken _givenUp;
    private readonly LambdaRequest _request = new();
    private readonly LambdaResponse _response;
    private readonly ResponseWriter _writer;
    private readonly ResponseStream? _stream;
    private readonly InvocationItems _items;
    private readonly InvocationLifetime _lifetime;
    private readonly Action<IFeatureCollection, InvocationItems>? _requestRead;
    private readonly bool _showsExceptions;
    private readonly RequestFeatures<TContext> _features;
    private Invocation _invocation = null!;
    private FrontDoor _door;
    private string _method = "";

    /// <param name="application">The app.</param>
    /// <param name="client">The loop's own.</param>
    /// <param name="settings">How.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">For failures.</param>
    /// <param name="aborted">Becomes <c>RequestAborted</c>.</param>
    /// <param name="givenUp">Ends the sending of an answer, too.</param>
    public RequestProcessor(
        IHttpApplication<TContext> application, RuntimeApiClient client, LambdaSettings settings, TimeProvider time, ILogger logger,
        CancellationToken aborted, CancellationToken givenUp)
    {
        (_application, _client, _logger, _givenUp) = (application, client, logger, givenUp);
        (_requestRead, _showsExceptions) = (settings.RequestRead, settings.ShowsExceptions);
        _items = new InvocationItems(settings, time, logger);
        _response = new LambdaResponse(settings.ResponseStarting is { } starting ? () => starting(_features!, _items) : null);
        _writer = new ResponseWriter(settings.Encodings);
        _lifetime = new InvocationLifetime(time, aborted);
        _stream = settings.StreamsResponses ? new ResponseStream(client, _writer, givenUp) : null;
        _features = new RequestFeatures<TContext>(
            new(typeof(IHttpRequestFeature), _request),
            new(typeof(IHttpResponseFeature), _response),
            new(typeof(IHttpResponseBodyFeature), _response.BodyFeature),
            new(typeof(IHttpRequestLifetimeFeature), _lifetime),
            new(typeof(IHttpRequestBodyDetectionFeature), _request),
            new(typeof(IHttpConnectionFeature), _request),
            new(typeof(IHttpRequestIdentifierFeature), _request),
            new(typeof(IHttpAuthenticationFeature), _request),
            new(typeof(IHttpMaxRequestBodySizeFeature), _request.Content),
            new(typeof(ILambdaInvocationFeature), client.Invocation),
            new(typeof(IItemsFeature), _items));
    }

    /// <summary>Answers a request; returns what went wrong, if something did. By then it has been logged and reported.</summary>
    public Exception? Process(Invocation invocation, in HttpEvent source)
    {
        (_invocation, _door, _method) = (invocation, source.FrontDoor, source.Method);
        _request.Start(source, invocation);
        _response.Start(StreamFor(source.FrontDoor));
        _lifetime.Start(invocation);
        _items.Start(invocation);
        _features.Start();
        return Prepare() ?? Process();
    }

    public void Dispose()
    {
        _lifetime.Dispose();
        _writer.Dispose();
    }

    /// <summary>Lets the app change what was made of the event before it becomes a request.</summary>
    private Exception? Prepare()
    {
        try
        {
            _requestRead?.Invoke(_features, _items);
            return null;
        }
        catch (Exception exception)
        {
            Log.InvocationFailed(_logger, exception, _invocation.RequestId);
            Report(exception);
            return exception;
        }
    }

    /// <summary>Only these two can pass on what has not been written to its end.</summary>
    private ResponseStream? StreamFor(FrontDoor door)
    {
        if (_stream is null || door is not FrontDoor.FunctionUrl and not FrontDoor.RestApi)
            return null;
        _stream.Prepare(_invocation, door, _method);
        return _stream;
    }

    private Exception? Process()
    {
        var context = _application.CreateContext(_features);
        Exception? failure = null;
        try
        {
            failure = Handle(context);
            Send();
        }
        catch (Exception exception) when (exception is not RuntimeApiException)
        {
            failure = exception;
            Log.InvocationFailed(_logger, exception, _invocation.RequestId);
            Report(exception);
        }
        finally
        {
            Complete(context, failure);
        }

        return failure;
    }

    /// <summary>
    /// Most handlers have answered when they return; for the others this thread, which is the loop's own, waits, so that it can
    /// post the answer: whoever completes a handler's last await is not to be kept by that. As in Kestrel, what the app lets
    /// through becomes a 500, or what the exception says of a bad request.
    /// </summary>
    private Exception? Handle(TContext context)
    {
        try
        {
            _application.ProcessRequestAsync(context).GetAwaiter().GetResult();
            _response.StartAsync().GetAwaiter().GetResult();
            return null;
        }
        catch (BadHttpRequestException exception) when (!_response.HasStarted)
        {
            Log.BadRequest(_logger, exception, _invocation.RequestId);
            _response.FailAsync(exception.StatusCode).GetAwaiter().GetResult();
            return null;
        }
        catch (Exception exception) when (!_response.HasStarted && exception is not RuntimeApiException)
        {
            Log.RequestFailed(_logger, exception, _invocation.RequestId);
            _response.FailAsync(StatusCodes.Status500InternalServerError, _showsExceptions ? exception : null).GetAwaiter().GetResult();
            return exception;
        }
    }

    private void Send()
    {
        if (_response.Stream is { } stream)
            stream.Complete(_response);
        else
            _client.Respond(_invocation, _writer.Write(_response, _door, _method), _givenUp);
    }

    /// <summary>Of a response that has been sent in part only the end can say that it failed.</summary>
    private void Report(Exception exception)
    {
        var error = ErrorReport.From(exception);
        if (_response.Stream is { HasStarted: true } stream)
            stream.Fail(error);
        else
            _client.Fail(_invocation, error, _givenUp);
    }

    private void Complete(TContext context, Exception? failure)
    {
        try
        {
            _response.CompleteAsync().GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            // The answer has been posted; as in Kestrel, a failing OnCompleted callback is only logged.
            Log.CompletionFailed(_logger, exception);
        }

        _application.DisposeContext(context, failure);
        _lifetime.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Error, "Invocation {RequestId} failed.")]
        public static partial void InvocationFailed(ILogger logger, Exception exception, string requestId);

        [LoggerMessage(4, LogLevel.Error, "A callback after the response failed.")]
        public static partial void CompletionFailed(ILogger logger, Exception exception);

        [LoggerMessage(5, LogLevel.Error, "Invocation {RequestId}: the app did not handle an exception; the answer is 500.")]
        public static partial void RequestFailed(ILogger logger, Exception exception, string requestId);

        [LoggerMessage(6, LogLevel.Debug, "Invocation {RequestId}: the request is bad.")]
        public static partial void BadRequest(ILogger logger, Exception exception, string requestId);
    }
}
