using System.Net;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Loopback;

/// <summary>
/// Keeps web pages away from an API on this machine: one of another origin says so (Fetch standard, Origin header), and one that had
/// its name point to this machine (DNS rebinding) asks for that name. Programs that are no browsers send neither.
/// </summary>
public static class BrowserGuard
{
    /// <param name="request">The request.</param>
    /// <param name="api">What is asked, as the refusal names it.</param>
    /// <returns>Why the request is refused, or null.</returns>
    public static string? Refusal(HttpRequest request, string api)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!IsLoopback(request.Host.Host))
            return $"Host is '{request.Host}': {api} answers to localhost and loopback addresses only.";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}"
            ? null
            : $"Origin is '{origin}': {api} is not for web pages.";
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
