using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RvWeb.Lambda.RuntimeApi;

/// <summary>
/// An internal extension without events. Lambda kills an environment that has no extension without a word; one that has gets
/// SIGTERM first, and half a second (docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-shutdown).
/// </summary>
internal sealed class ShutdownExtension(RuntimeApiEndpoint endpoint) : IDisposable
{
    /// <summary>With a connection that has lived shorter something is wrong; asking again would help nobody.</summary>
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(1);

    private readonly RuntimeApiConnection _connection = new(endpoint);
    private readonly ReceiveBuffer _response = new(512);
    private readonly string _root = endpoint.PathPrefix + "/2020-01-01/extension/";
    private readonly string _version = $" HTTP/1.1\r\nHost: {endpoint.Host}:{endpoint.Port.ToString(CultureInfo.InvariantCulture)}\r\n";

    /// <summary>To be called before the first invocation is asked for. Returns the extension's id, or null if this Runtime API knows none.</summary>
    public string? Register()
    {
        const string Body = """{"events":[]}""";
        var head = $"POST {_root}register{_version}Lambda-Extension-Name: rvweb-shutdown\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Body.Length}\r\n\r\n";
        try
        {
            var response = _connection.Exchange(Encoding.UTF8.GetBytes(head), Encoding.UTF8.GetBytes(Body), _response, CancellationToken.None);
            return response.Head.Status == 200 ? response.Head.Text("lambda-extension-identifier"u8) : null;
        }
        catch (Exception exception) when (exception is SocketException or EndOfStreamException or RuntimeApiException)
        {
            // Without it the app still answers; the invocation loop reports an API that is gone.
            return null;
        }
    }

    /// <summary>
    /// Waits for an event that never comes: Lambda takes an extension for ready when it waits. Returns when the token fires or
    /// the API is gone.
    /// </summary>
    public void Wait(string id, TimeProvider time, CancellationToken cancellationToken)
    {
        var head = Encoding.UTF8.GetBytes($"GET {_root}event/next{_version}Lambda-Extension-Identifier: {id}\r\n\r\n");
        for (var since = time.GetTimestamp(); ; since = time.GetTimestamp())
        {
            try
            {
                _connection.Exchange(head, default, _response, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception exception) when (exception is SocketException or EndOfStreamException or RuntimeApiException)
            {
                // A connection does not survive a restored snapshot.
            }

            if (time.GetElapsedTime(since) < ShortLife)
                return;
        }
    }

    public void Dispose() => _connection.Dispose();
}
