using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RvWeb.Emulator.Cors;

/// <summary>
/// What a function URL with cross-origin settings does. Preflights are answered without the function; on every other
/// response the settings' headers go beside whatever the function sends, so a function that sends its own makes them
/// double, as on AWS, and browsers refuse that. Source: docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html, and recordings.
/// </summary>
internal sealed class CorsPolicy(CorsOptions options)
{
    private const string Any = "*";

    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count > 0 && request.Headers.AccessControlRequestMethod.Count > 0;

    /// <summary>Headers for a preflight: what is allowed. Whether that is enough the browser decides.</summary>
    public void Answer(HttpRequest request, IHeaderDictionary response)
    {
        var origin = request.Headers.Origin.ToString();
        var method = request.Headers.AccessControlRequestMethod.ToString();
        var headers = request.Headers.AccessControlRequestHeaders.ToString();
        response.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (!AllowsOrigin(origin))
            return;
        AllowOrigin(response, origin);
        response.AccessControlAllowMethods = Allowed(options.AllowMethods, method);
        response.AccessControlAllowHeaders = Allowed(options.AllowHeaders, headers);
        if (options.MaxAge > TimeSpan.Zero)
            response.AccessControlMaxAge = options.MaxAge.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
    }

    /// <summary>Headers for any other response.</summary>
    public void Append(HttpRequest request, IHeaderDictionary response)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
            return;
        response.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (!AllowsOrigin(origin))
            return;
        AllowOrigin(response, origin);
        if (options.ExposeHeaders.Count > 0)
            response.Append(HeaderNames.AccessControlExposeHeaders, string.Join(',', options.ExposeHeaders));
    }

    private bool AllowsOrigin(string origin) =>
        options.AllowOrigins.Any(allowed => allowed == Any || allowed.Equals(origin, StringComparison.OrdinalIgnoreCase));

    // To a request with credentials the wildcard would be a name like any other, so what was asked for is said instead.
    private static StringValues Allowed(IReadOnlyList<string> allowed, string wanted)
    {
        var said = allowed.Contains(Any) ? wanted : string.Join(',', allowed);
        return said.Length > 0 ? said : StringValues.Empty;
    }

    // The origin itself even for the wildcard (recorded).
    private void AllowOrigin(IHeaderDictionary response, string origin)
    {
        response.Append(HeaderNames.AccessControlAllowOrigin, origin);
        if (options.AllowCredentials)
            response.Append(HeaderNames.AccessControlAllowCredentials, "true");
    }
}
