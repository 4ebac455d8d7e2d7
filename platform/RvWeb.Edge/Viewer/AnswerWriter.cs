using System.Globalization;
using System.Text;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Telemetry;

namespace RvWeb.Edge.Viewer;

/// <summary>Writes answers to viewers: from the cache, from the origin, or an error page.</summary>
internal sealed partial class AnswerWriter(EdgeIdentity identity, EdgeOptions options, ILogger<AnswerWriter> logger)
{
    public async Task StoredAsync(Exchange exchange, StoredAnswer stored, Outcome outcome, CancellationToken cancellationToken)
    {
        if (stored.GeneratedCause is { } cause)
        {
            await ErrorPageAsync(exchange, stored.Status, cause, outcome, cancellationToken);
            return;
        }

        var response = exchange.Context.Response;
        Begin(exchange, outcome);
        foreach (var (name, value) in stored.Headers)
            response.Headers[name] = value;
        if (ViewerConditions.IsNotModified(exchange.Request.Headers, stored))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.Headers.Remove("Content-Type");
            return;
        }

        response.StatusCode = stored.Status;
        if (stored.Status is StatusCodes.Status204NoContent)
            return;
        response.ContentLength = stored.Body.Length;
        if (!exchange.IsHead)
            await response.BodyWriter.WriteAsync(stored.Body, cancellationToken);
    }

    /// <summary>Passes an origin's answer on, in constant memory beyond what is kept.</summary>
    /// <returns>The whole body, if it is at most <paramref name="keepUpTo"/> bytes and the viewer took all of it; else null.</returns>
    public async Task<ReadOnlyMemory<byte>?> OriginAsync(
        Exchange exchange, OriginAnswer answer, Outcome outcome, long keepUpTo, CancellationToken cancellationToken)
    {
        var response = exchange.Context.Response;
        Begin(exchange, outcome);
        foreach (var (name, value) in ViewerHeaders.Of(exchange.Behavior, answer.Headers))
            response.Headers[name] = value;
        response.StatusCode = answer.Status;
        if (HasNoBody(exchange, answer))
        {
            if (exchange.IsHead)
                response.ContentLength = answer.ContentLength;
            return ReadOnlyMemory<byte>.Empty;
        }

        response.ContentLength = answer.ContentLength;
        try
        {
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
        Begin(exchange, outcome);
        Log.Error(logger, status, exchange.Request.Method, exchange.Request.Path, cause, exchange.RequestId);
        var html = ErrorPage.Html(status, ErrorPage.Reason(status), exchange.RequestId, options.Explain ? cause : null);
        var body = Encoding.UTF8.GetBytes(html);
        var response = exchange.Context.Response;
        response.StatusCode = status;
        response.Headers.Server = "CloudFront";
        response.ContentType = "text/html";
        response.ContentLength = body.Length;
        if (!exchange.IsHead)
            await response.BodyWriter.WriteAsync(body, cancellationToken);
    }

    /// <summary>Tells trace, log and viewer how the answer was decided.</summary>
    public void Begin(Exchange exchange, Outcome outcome)
    {
        exchange.XCache = outcome.XCache;
        EdgeTelemetry.Decided(exchange.Span, outcome);
        var headers = exchange.Context.Response.Headers;
        headers["X-Cache"] = outcome.XCache;
        headers.Via = identity.Via;
        headers["X-Amz-Cf-Pop"] = EdgeIdentity.Pop;
        headers["X-Amz-Cf-Id"] = exchange.RequestId;
        if (outcome.Times is { } times)
            headers.Age = ((long)times.Age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (!options.Explain)
            return;
        headers["X-Edge-Explain"] = Printable(outcome.Reason);
        Log.Explained(logger, exchange.Request.Method, exchange.Request.Path, outcome.XCache, outcome.Reason);
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
