using System.Security.Cryptography;
using RvWeb.Edge.Https;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.ResponseHeaders;

/// <summary>Applies a behavior's policy to an answer whose other headers are complete.</summary>
internal sealed class ViewerAnswerHeaders(HttpsDoor https)
{
    /// <summary>A sampling rate has up to four decimal places of a percent.</summary>
    private const int Grain = 1_000_000;

    /// <summary>For answers that come from the origin or from the edge itself.</summary>
    public void Complete(Exchange exchange, Outcome outcome)
    {
        if (exchange.Behavior.ResponseHeadersPolicy is not { } policy)
            return;
        var headers = exchange.Context.Response.Headers;
        PolicyHeaders.Settle(policy, headers);
        Add(policy, exchange, outcome, headers);
    }

    /// <summary>For answers from the cache, whose headers were settled when they were stored: only what depends on the request.</summary>
    public void CompleteStored(Exchange exchange, Outcome outcome)
    {
        if (exchange.Behavior.ResponseHeadersPolicy is { } policy)
            Add(policy, exchange, outcome, exchange.Context.Response.Headers);
    }

    private void Add(ResponseHeadersPolicy policy, Exchange exchange, Outcome outcome, IHeaderDictionary headers)
    {
        if (policy.StrictTransportSecurity is { } transport && https.IsSecure(exchange.Context))
            transport.AddTo(headers);
        if (policy.Cors is { } cors)
            CorsHeaders.Add(cors, exchange.Request, headers);
        if (ServerTiming.IsWanted(policy.ServerTimingShare, exchange.Request.Headers, Draw))
            headers["Server-Timing"] = ServerTiming.Of(
                outcome.Decision, headers["X-Amz-Cf-Pop"].ToString(), exchange.RequestId, exchange.WaitedForOrigin, exchange.Took, headers["Server-Timing"]);
    }

    private static double Draw() => (double)RandomNumberGenerator.GetInt32(Grain) / Grain;
}
