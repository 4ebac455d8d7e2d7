using System.Net;

namespace RvWeb.Emulator.Control;

/// <summary>
/// Keeps web pages away from the control API: one of another origin says so (Fetch standard, Origin header), and one that had
/// its name point to this machine (DNS rebinding) asks for that name. Programs that are no browsers send neither.
/// </summary>
internal static class BrowserGuard
{
    /// <returns>Why the request is refused, or null.</returns>
    public static string? Refusal(HttpRequest request)
    {
        if (!IsLoopback(request.Host.Host))
            return $"Host is '{request.Host}': the control API answers to localhost and loopback addresses only.";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}"
            ? null
            : $"Origin is '{origin}': the control API is not for web pages.";
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
