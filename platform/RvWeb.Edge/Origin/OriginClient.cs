using System.Diagnostics;
using System.Net;
using System.Text;
using RvWeb.Edge.Telemetry;

namespace RvWeb.Edge.Origin;

/// <summary>Asks origins over HTTP/1.1, with the attempts and timeouts of the template.</summary>
internal sealed class OriginClient(IReadOnlyDictionary<string, LocalOrigin> origins, TimeProvider time) : IDisposable
{
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-general
    private const int LargestHeadInKilobytes = 32;

    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly Dictionary<string, HttpMessageInvoker> _invokers =
        origins.ToDictionary(origin => origin.Key, origin => Invoker(origin.Value));

    public async Task<OriginResult> SendAsync(OriginRequest request, ViewerBody? body, CancellationToken cancellationToken)
    {
        var origin = origins[request.OriginId];
        var attempts = request.MayRepeat && body is null ? origin.Definition.ConnectionAttempts : 1;
        var result = await AttemptAsync(origin, request, body, cancellationToken);
        for (var attempt = 2; attempt <= attempts && result.IsFailure; attempt++)
            result = await AttemptAsync(origin, request, body, cancellationToken);
        return result;
    }

    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
            invoker.Dispose();
    }

    private async Task<OriginResult> AttemptAsync(
        LocalOrigin origin, OriginRequest request, ViewerBody? body, CancellationToken cancellationToken)
    {
        var url = new Uri(origin.Url.GetLeftPart(UriPartial.Path).TrimEnd('/') + request.PathAndQuery, Verbatim);
        using var span = EdgeTelemetry.StartOriginFetch(request.Method, url);
        using var message = Message(request, url, body, span);
        var deadline = new OriginDeadline(origin.Definition.ReadTimeout, time, cancellationToken);
        if (body is not null)
            body.Deadline = deadline;
        try
        {
            deadline.Restart();
            var response = await _invokers[request.OriginId].SendAsync(message, deadline.Token);
            deadline.Stop();
            EdgeTelemetry.Answered(span, (int)response.StatusCode);
            return new OriginResult { Answer = new OriginAnswer(response, await response.Content.ReadAsStreamAsync(cancellationToken), deadline) };
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException or IOException)
        {
            deadline.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            var failure = Failure(origin, problem);
            EdgeTelemetry.Failed(span, failure.Cause);
            return new OriginResult { Failure = failure };
        }
    }

    /// <summary>504 for silence, 502 for everything else (AWS's pages on both codes).</summary>
    private static OriginFailure Failure(LocalOrigin origin, Exception problem) => problem switch
    {
        OperationCanceledException => new OriginFailure(StatusCodes.Status504GatewayTimeout,
            $"origin {origin.Definition.Id} at {origin.Url} did not answer within {origin.Definition.ReadTimeout.TotalSeconds} s"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new OriginFailure(StatusCodes.Status502BadGateway,
            $"origin {origin.Definition.Id} at {origin.Url} refused the connection"),
        _ => new OriginFailure(StatusCodes.Status502BadGateway,
            $"origin {origin.Definition.Id} at {origin.Url} gave no valid answer: {problem.Message}"),
    };

    private static HttpRequestMessage Message(OriginRequest request, Uri url, ViewerBody? body, Activity? span)
    {
        var message = new HttpRequestMessage(HttpMethod.Parse(request.Method), url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        foreach (var (name, values) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values) && body is not null)
                body.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        // Contract of this solution, not AWS's: one trace from the viewer to the function, whatever the policies say.
        EdgeTelemetry.Inject(span, message.Headers);
        return message;
    }

    private static HttpMessageInvoker Invoker(LocalOrigin origin) => new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        MaxResponseHeadersLength = LargestHeadInKilobytes,
        ConnectTimeout = origin.Definition.ConnectionTimeout,
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
    });
}
