using System.Globalization;
using System.Text;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Compression;
using RvWeb.Edge.Conditions;
using RvWeb.Edge.ErrorPages;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Https;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Ranges;
using RvWeb.Edge.Refusals;
using RvWeb.Edge.ResponseHeaders;
using RvWeb.Edge.Telemetry;

namespace RvWeb.Edge.Viewer;

/// <summary>Writes answers to viewers: from the cache, from the origin, or an error page.</summary>
internal sealed partial class AnswerWriter(
    EdgeIdentity identity, EdgeOptions options, ViewerAnswerHeaders policies, ILogger<AnswerWriter> logger)
{
    public async Task StoredAsync(Exchange exchange, StoredAnswer stored, Outcome outcome, CancellationToken cancellationToken)
    {
        if (stored.GeneratedCause is { } cause)
        {
            await ErrorPageAsync(exchange, stored.Status, cause, outcome, cancellationToken);
            return;
        }

        // Conditions come before ranges (RFC 9110, section 13.2.2).
        var isNotModified = ViewerConditions.IsNotModified(exchange.Request.Headers, stored);
        var ranges = isNotModified ? null : StoredRanges.Of(exchange.Request, stored);
        if (ranges is { Length: 0 })
        {
            await UnsatisfiableAsync(exchange, stored.Body.Length, outcome.Times, cancellationToken);
            return;
        }

        var response = exchange.Context.Response;
        Begin(exchange, outcome);
        foreach (var (name, value) in stored.ToViewer)
            response.Headers[name] = value;
        policies.CompleteStored(exchange, outcome);
        if (isNotModified)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            NotModified.Trim(response.Headers);
            return;
        }

        if (ranges is not null)
        {
            await PartialAnswer.WriteAsync(response, StoredRanges.Body(stored), ranges, exchange.RequestId, cancellationToken);
            return;
        }

        response.StatusCode = exchange.StatusOf(stored.Status);
        if (stored.Status is StatusCodes.Status204NoContent)
            return;
        response.ContentLength = stored.Body.Length;
        if (!exchange.IsHead)
            await response.BodyWriter.WriteAsync(stored.Body, cancellationToken);
    }

    /// <summary>Passes an origin's answer on, in constant memory beyond what is kept.</summary>
    /// <returns>The whole body, if it is at most <paramref name="keepUpTo"/> bytes and the viewer took all of it; else null.</returns>
    public async Task<ReadOnlyMemory<byte>?> OriginAsync(
        Exchange exchange, OriginAnswer answer, Outcome outcome, long keepUpTo, CancellationToken cancellationToken, ContentCoding? coding = null)
    {
        var response = exchange.Context.Response;
        Begin(exchange, outcome);
        foreach (var (name, value) in ViewerHeaders.Of(exchange.Behavior, answer.Headers))
            response.Headers[name] = value;
        policies.Complete(exchange, outcome);
        response.StatusCode = exchange.StatusOf(answer.Status);
        if (HasNoBody(exchange, answer))
        {
            if (exchange.IsHead)
                response.ContentLength = answer.ContentLength;
            return ReadOnlyMemory<byte>.Empty;
        }

        // C5: what is compressed on the way has no length yet.
        response.ContentLength = coding is null ? answer.ContentLength : null;
        try
        {
            if (coding is not null)
                return await CompressedBody.CopyAsync(answer, coding, response.BodyWriter, keepUpTo, cancellationToken);
            var body = new BodyRecorder(answer.ContentLength, keepUpTo);
            return await body.CopyAsync(answer, response.BodyWriter, cancellationToken) ? body.Whole() : null;
        }
        catch (Exception problem) when (problem is IOException or HttpRequestException)
        {
            // The status is out already: a cut connection is all that can still tell the viewer.
            Log.BodyBroke(logger, exchange.Request.Path, problem.Message);
            exchange.Context.Abort();
            return null;
        }
    }

    public async Task ErrorPageAsync(Exchange exchange, int status, string cause, Outcome outcome, CancellationToken cancellationToken)
    {
        Log.Error(logger, status, exchange.Request.Method, exchange.Request.Path, cause, exchange.RequestId);
        await PageAsync(
            exchange, status, ErrorPage.Html(status, ErrorPage.Reason(status), exchange.RequestId, options.Explain ? cause : null), outcome, cancellationToken);
    }

    public Task RefuseAsync(Exchange exchange, Refusal refusal, CancellationToken cancellationToken)
    {
        // HTTP/2 has no such header: there only the stream ends.
        if (refusal.ClosesConnection && !HttpProtocol.IsHttp2(exchange.Context.Request.Protocol))
            exchange.Context.Response.Headers.Connection = "close";
        return ErrorPageAsync(exchange, refusal.Status, refusal.Cause, new Outcome(Outcome.Error, "error", refusal.Cause), cancellationToken);
    }

    public Task RedirectAsync(Exchange exchange, int status, string location, CancellationToken cancellationToken)
    {
        exchange.Context.Response.Headers.Location = location;
        var outcome = new Outcome(Outcome.Redirect, "bypass", $"behavior '{exchange.Behavior.Pattern}' sends plain HTTP to HTTPS");
        return PageAsync(exchange, status, RedirectPage.Html(status), outcome, cancellationToken);
    }

    private async Task PageAsync(Exchange exchange, int status, string html, Outcome outcome, CancellationToken cancellationToken)
    {
        Begin(exchange, outcome);
        var body = Encoding.UTF8.GetBytes(html);
        var response = exchange.Context.Response;
        response.StatusCode = status;
        response.Headers.Server = "CloudFront";
        response.ContentType = "text/html";
        policies.Complete(exchange, outcome);
        response.ContentLength = body.Length;
        if (!exchange.IsHead)
            await response.BodyWriter.WriteAsync(body, cancellationToken);
    }

    /// <summary>416 with the length that would have been possible (RFC 9110, section 15.5.17).</summary>
    private Task UnsatisfiableAsync(Exchange exchange, int length, AnswerTimes? times, CancellationToken cancellationToken)
    {
        exchange.Context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{length}");
        var cause = $"Range: {exchange.Request.Headers.Range} asks for nothing of the {length} bytes in the cache";
        var outcome = new Outcome(Outcome.Error, "hit", cause, times);
        return ErrorPageAsync(exchange, StatusCodes.Status416RangeNotSatisfiable, cause, outcome, cancellationToken);
    }

    /// <summary>Tells trace, log and viewer how the answer was decided.</summary>
    public void Begin(Exchange exchange, Outcome outcome)
    {
        outcome = exchange.Refine(outcome);
        exchange.XCache = outcome.XCache;
        EdgeTelemetry.Decided(exchange.Span, outcome);
        var headers = exchange.Context.Response.Headers;
        headers["X-Cache"] = outcome.XCache;
        headers.Via = identity.Via;
        headers["X-Amz-Cf-Pop"] = exchange.Location.Pop;
        headers["X-Amz-Cf-Id"] = exchange.RequestId;
        if (exchange.Replaces is { Page.ClosesConnection: true } && HttpProtocol.IsHttp11(exchange.Context.Request.Protocol))
            headers.Connection = "close";
        if (outcome.Times is { } times)
            headers.Age = ((long)times.Age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (!options.Explain)
            return;
        var explanation = Explanation.Of(exchange, outcome.Reason);
        headers["X-Edge-Explain"] = Printable(explanation);
        Log.Explained(logger, exchange.Request.Method, exchange.Request.Path, outcome.XCache, explanation);
    }

    private static bool HasNoBody(Exchange exchange, OriginAnswer answer) =>
        exchange.IsHead || answer.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified;

    private static string Printable(string text) =>
        string.Create(text.Length, text, (span, source) =>
        {
            for (var at = 0; at < span.Length; at++)
                span[at] = source[at] is >= ' ' and <= '~' ? source[at] : '?';
        });

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Method} {Path}: {XCache}: {Reason}")]
        public static partial void Explained(ILogger logger, string method, string path, string xCache, string reason);

        [LoggerMessage(2, LogLevel.Warning, "{Status} for {Method} {Path}: {Cause} (request id {RequestId})")]
        public static partial void Error(ILogger logger, int status, string method, string path, string cause, string requestId);

        [LoggerMessage(3, LogLevel.Warning, "The answer to {Path} broke off and is not cached: {Cause}")]
        public static partial void BodyBroke(ILogger logger, string path, string cause);
    }
}
