using System.Collections.Concurrent;
using RvWeb.Edge.Signing;
using RvWeb.Edge.Telemetry;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Origin;

/// <summary>Asks origins over HTTP/1.1, with the attempts and timeouts of the template, and with fail-over in origin groups.</summary>
internal sealed class OriginClient(IReadOnlyDictionary<string, LocalOrigin> origins, OriginSigner signer, TimeProvider time) : IDisposable
{
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    // A function may give an origin another keep-alive timeout, in whole seconds up to two minutes: that bounds them.
    private readonly ConcurrentDictionary<(string Origin, TimeSpan KeepAlive), HttpMessageInvoker> _invokers = new();

    private long _fetches;

    /// <summary>Attempts so far, background ones included.</summary>
    public long Fetches => Volatile.Read(ref _fetches);

    public async Task<OriginResult> SendAsync(OriginRequest request, ViewerBody? body, CancellationToken cancellationToken)
    {
        var result = await AskAsync(request, body, cancellationToken);
        // The primary is asked first every time, however often it has failed (B7).
        if (request.Fallback is not { } fallback)
            return result;
        var note = fallback.Group.Explanation(request, result);
        if (!fallback.Group.IsFailure(result))
        {
            result.Note = note;
            return result;
        }

        result.Dispose();
        result = await AskAsync(fallback.Request, body, cancellationToken);
        result.Note = note;
        return result;
    }

    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
            invoker.Dispose();
    }

    private HttpMessageInvoker Connections(OriginDefinition origin) =>
        _invokers.GetOrAdd((origin.Id, origin.KeepAlive), key => OriginInvoker.Create(key.KeepAlive, time));

    private async Task<OriginResult> AskAsync(OriginRequest request, ViewerBody? body, CancellationToken cancellationToken)
    {
        var origin = new LocalOrigin(request.Origin, origins[request.Origin.Id].Url);
        if (await PayloadRule.RefusalAsync(origin.Definition, request, body, cancellationToken) is { } refusal)
            return LambdaRefusal.Result(origin.Definition, request, refusal, time);
        var limit = origin.Definition.CompletionTimeout is { } most ? new CancellationTokenSource(most, time) : null;
        try
        {
            var result = await AskAsync(origin, request, body, limit?.Token ?? CancellationToken.None, cancellationToken);
            result.Limit = limit;
            return result;
        }
        catch
        {
            limit?.Dispose();
            throw;
        }
    }

    private async Task<OriginResult> AskAsync(
        LocalOrigin origin, OriginRequest request, ViewerBody? body, CancellationToken limit, CancellationToken cancellationToken)
    {
        var attempts = request.MayRepeat && body is null ? origin.Definition.ConnectionAttempts : 1;
        for (var attempt = 1; ; attempt++)
        {
            var result = await AttemptAsync(origin, request, body, limit, cancellationToken);
            // Attempts to connect were made already.
            if (result.Failure is not { IsUnconnected: false } || attempt == attempts || limit.IsCancellationRequested)
                return result;
        }
    }

    private async Task<OriginResult> AttemptAsync(
        LocalOrigin origin, OriginRequest request, ViewerBody? body, CancellationToken limit, CancellationToken cancellationToken)
    {
        var url = new Uri(origin.Url.GetLeftPart(UriPartial.Path).TrimEnd('/') + request.PathAndQuery, Verbatim);
        Interlocked.Increment(ref _fetches);
        using var span = EdgeTelemetry.StartOriginFetch(request.Method, url)?.SetTag("cloudfront.origin.id", request.Origin.Id);
        using var message = OriginMessage.Create(request, url, body);
        signer.Sign(origin.Definition.AccessControl, message);
        // Contract of this solution, not AWS's: one trace from the viewer to the function, whatever the policies say.
        EdgeTelemetry.Inject(span, message.Headers);
        var deadline = new OriginDeadline(origin.Definition, time, limit, cancellationToken);
        OriginConnector.Prepare(message, origin.Definition, deadline);
        body?.Deadline = deadline;
        try
        {
            deadline.Restart();
            var response = await Connections(origin.Definition).SendAsync(message, deadline.Token);
            deadline.Stop();
            if (OriginHead.Problem(response) is { } problem)
            {
                response.Dispose();
                throw new HttpRequestException(problem);
            }

            EdgeTelemetry.Answered(span, (int)response.StatusCode);
            return new OriginResult { Answer = new OriginAnswer(response, await response.Content.ReadAsStreamAsync(cancellationToken), deadline) };
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException or IOException)
        {
            deadline.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            if (body is { Promise.IsBroken: true })
                return LambdaRefusal.Result(origin.Definition, request, PayloadRule.WrongHash, time);
            var failure = OriginFailures.Of(origin, request, problem, deadline);
            EdgeTelemetry.Failed(span, failure.Cause);
            return new OriginResult { Failure = failure };
        }
    }
}
