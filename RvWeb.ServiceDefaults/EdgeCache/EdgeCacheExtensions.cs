using RvWeb.ServiceDefaults.EdgeCache;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says how long the edge (CloudFront, or ours) may keep an endpoint's answers.</summary>
public static class EdgeCacheExtensions
{
    /// <summary>
    /// Sends <c>Cache-Control: max-age=…, stale-while-revalidate=…[, stale-if-error=…]</c> with the endpoint's answers,
    /// unless the answer is an error (status 400 and up), sets a cookie, or carries a <c>Cache-Control</c> of its own.
    /// </summary>
    /// <param name="builder">The endpoint, or a group of endpoints.</param>
    /// <param name="maxAge">How long an answer is fresh (RFC 9111, section 5.2.2.1); whole seconds, not negative.</param>
    /// <param name="staleWhileRevalidate">
    /// How long after that the edge may answer with the stale copy while it fetches a new one (RFC 5861, section 3).
    /// CloudFront bounds it by the cache policy's maximum TTL.
    /// </param>
    /// <param name="staleIfError">How long a stale copy may stand in for an origin that fails (RFC 5861, section 4); by default not sent.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative or not a whole number of seconds.</exception>
    public static TBuilder CacheAtEdge<TBuilder>(
        this TBuilder builder, TimeSpan maxAge, TimeSpan staleWhileRevalidate, TimeSpan? staleIfError = null)
        where TBuilder : IEndpointConventionBuilder
    {
        var policy = new EdgeCachePolicy(maxAge, staleWhileRevalidate, staleIfError);
        builder.Finally(endpoint =>
        {
            endpoint.Metadata.Add(policy);
            if (endpoint.RequestDelegate is { } answer)
                endpoint.RequestDelegate = context =>
                {
                    context.Response.OnStarting(policy.Apply, context.Response);
                    return answer(context);
                };
        });
        return builder;
    }
}
