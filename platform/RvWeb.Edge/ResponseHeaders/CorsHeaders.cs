using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.ResponseHeaders;

/// <summary>
/// Adds a policy's CORS headers to the answer of a CORS request (one with an Origin), and the preflight ones to preflights
/// only. Preflights themselves go to the origin like other OPTIONS requests.
/// </summary>
internal static class CorsHeaders
{
    public static void Add(CorsRules cors, ViewerRequest request, IHeaderDictionary answer)
    {
        if (request.Headers.Origin is not [{ Length: > 0 } origin])
            return;
        var isPreflight = HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0;
        var allowed = cors.AllowedOrigin(origin);
        if (allowed is null)
        {
            // With override the origin's CORS headers are ignored, and for this Origin the policy has none.
            if (cors.Overrides)
                answer.Remove(HeaderNames.AccessControlAllowOrigin);
            return;
        }

        Set(cors, answer, HeaderNames.AccessControlAllowOrigin, allowed);
        Set(cors, answer, HeaderNames.AccessControlAllowCredentials, cors.AllowCredentials ? "true" : default(StringValues));
        if (isPreflight || !cors.ExposesToPreflightsOnly)
            Set(cors, answer, HeaderNames.AccessControlExposeHeaders, cors.ExposeHeaders);
        if (!isPreflight)
            return;
        Set(cors, answer, HeaderNames.AccessControlAllowMethods, cors.AllowMethods);
        Set(cors, answer, HeaderNames.AccessControlAllowHeaders, cors.AllowHeaders);
        Set(cors, answer, HeaderNames.AccessControlMaxAge, cors.MaxAge);
    }

    private static void Set(CorsRules cors, IHeaderDictionary answer, string name, StringValues value)
    {
        if (value.Count > 0 && (cors.Overrides || !answer.ContainsKey(name)))
            answer[name] = value;
    }
}
