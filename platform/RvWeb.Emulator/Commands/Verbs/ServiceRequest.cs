using System.Net.Sockets;

namespace RvWeb.Emulator.Commands.Verbs;

/// <summary>One request to a running emulator.</summary>
internal static class ServiceRequest
{
    /// <returns>The answer, whatever its status; null if nobody answered, which has been said then.</returns>
    public static async Task<HttpResponseMessage?> SendAsync(
        Uri endpoint, HttpRequestMessage request, TextWriter error, CancellationToken cancellationToken)
    {
        // The emulator is on this machine, whatever proxy its user has. A function may take 15 minutes; Ctrl-C is the way out.
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { BaseAddress = endpoint, Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            return await client.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            await error.WriteLineAsync(exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
                ? $"--endpoint {Text(endpoint)}: nothing listens there; start the emulator, or give the address of its Lambda service."
                : $"--endpoint {Text(endpoint)}: {exception.Message}");
            return null;
        }
    }

    private static string Text(Uri endpoint) => endpoint.GetLeftPart(UriPartial.Authority);
}
