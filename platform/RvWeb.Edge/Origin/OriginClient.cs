using RvWeb.Edge.Signing;
using RvWeb.Edge.Telemetry;

namespace RvWeb.Edge.Origin;

/// <summary>Asks origins over HTTP/1.1, with the attempts and timeouts of the template, and with fail-over in origin groups.</summary>
internal sealed class OriginClient(IReadOnlyDictionary<string, LocalOrigin> origins, OriginSigner signer, TimeProvider time) : IDisposable
{
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-general
    private const int LargestHeadInKilobytes = 32;

    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly Dictionary<string, HttpMessageInvoker> _invokers =
        origins.ToDictionary(origin => origin.Key, origin => OriginInvoker.Create(origin.Value.Definition, time));

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

    private async Task<OriginResult> AskAsync(OriginRequest request, ViewerBody? body, CancellationToken cancellationToken)
    {
        var origin = origins[request.OriginId];
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
        using var span = EdgeTelemetry.StartOriginFetch(request.Method, url)?.SetTag("cloudfront.origin.id", request.OriginId);
        using var message = OriginMessage.Create(request, url, body);
        signer.Sign(origin.Definition.AccessControl, message);
        // Contract of this solution, not AWS's: one trace from the viewer to the function, whatever the policies say.
        EdgeTelemetry.Inject(span, message.Headers);
        var deadline = new OriginDeadline(origin.Definition, time, limit, cancellationToken);
        message.Options.Set(OriginConnector.Deadline, deadline);
        body?.Deadline = deadline;
        try
        {
            deadline.Restart();
            var response = await _invokers[request.OriginId].SendAsync(message, deadline.Token);
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
