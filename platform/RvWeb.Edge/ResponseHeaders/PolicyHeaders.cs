using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RvWeb.Edge.ResponseHeaders;

/// <summary>The part of a policy that is the same for every request, so that the cache can keep its outcome.</summary>
internal static class PolicyHeaders
{
    public static IReadOnlyList<KeyValuePair<string, StringValues>> Settled(
        ResponseHeadersPolicy policy, IReadOnlyList<KeyValuePair<string, StringValues>> headers)
    {
        var settled = new HeaderDictionary();
        foreach (var (name, value) in headers)
            settled[name] = value;
        Settle(policy, settled);
        return [.. settled];
    }

    public static void Settle(ResponseHeadersPolicy policy, IHeaderDictionary headers)
    {
        foreach (var name in policy.Removed)
            headers.Remove(name);
        foreach (var header in policy.Added)
            header.AddTo(headers);
        // An answer that depends on who asks says so, to browsers' caches also (observed: with CORS in the policy,
        // CloudFront sends Vary: Origin of its own; AWS's pages are silent).
        if (policy.Cors is { AllowsAnyOrigin: false } && !VariesOnOrigin(headers))
            headers.Append(HeaderNames.Vary, "Origin");
        // The edge's own takes the place of a removed Server; a removed Date is replaced by the server below.
        if (policy.Removed.Contains("Server") && headers.Server.Count == 0)
            headers.Server = "CloudFront";
    }

    private static bool VariesOnOrigin(IHeaderDictionary headers) =>
        headers.Vary.Any(line => line!.Split(',', StringSplitOptions.TrimEntries).Contains("Origin", StringComparer.OrdinalIgnoreCase));
}
