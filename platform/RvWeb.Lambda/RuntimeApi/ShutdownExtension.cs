using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RvWeb.Lambda.RuntimeApi;

/// <summary>
/// An internal extension without events. Lambda kills an environment that has no extension without a word; one that has gets
/// SIGTERM first, and half a second (docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-shutdown).
/// It asks for an event that never comes, which is how Lambda sees that it is ready; nobody waits for the answer.
/// </summary>
internal sealed class ShutdownExtension(RuntimeApiEndpoint endpoint, TimeProvider time) : IDisposable
{
    /// <summary>With a connection that has lived shorter something is wrong; asking again would help nobody.</summary>
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(1);

    private readonly RuntimeApiConnection _connection = new(endpoint);
    private readonly string _root = endpoint.PathPrefix + "/2020-01-01/extension/";
    private readonly string _version = $" HTTP/1.1\r\nHost: {endpoint.Host}:{endpoint.Port.ToString(CultureInfo.InvariantCulture)}\r\n";
    private byte[]? _next;
    private long _asked;

    /// <summary>To be called before the first invocation is asked for. Does nothing more if this Runtime API knows no extensions.</summary>
    /// <param name="registering">
    /// Registers it, by default on its own connection. A Runtime API that serves one connection at a time would wait for ever
    /// if another that is open already said nothing.
    /// </param>
    public void Begin(RuntimeApiConnection? registering = null)
    {
        const string Body = """{"events":[]}""";
        var head = $"POST {_root}register{_version}Lambda-Extension-Name: rvweb-shutdown\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Body.Length}\r\n\r\n";
        try
        {
            var response = (registering ?? _connection).Exchange(
                Encoding.UTF8.GetBytes(head), Encoding.UTF8.GetBytes(Body), new ReceiveBuffer(512), CancellationToken.None);
            if (response.Head.Status != 200 || response.Head.Text("lambda-extension-identifier"u8) is not { } id)
                return;
            _next = Encoding.UTF8.GetBytes($"GET {_root}event/next{_version}Lambda-Extension-Identifier: {id}\r\n\r\n");
            Ask();
        }
        catch (Exception exception) when (exception is SocketException or EndOfStreamException or RuntimeApiException)
        {
            // Without it the app still answers; the invocation loop reports an API that is gone.
            _next = null;
        }
    }

    /// <summary>Asks once more if the connection is gone; none survives a restored snapshot. To be called between invocations.</summary>
    public void KeepWaiting()
    {
        try
        {
            if (_next is null || _connection.IsQuiet)
                return;
            if (time.GetElapsedTime(_asked) >= ShortLife)
                Ask();
            else
                _next = null;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            _next = null; // the API is gone, which the next call of the loop reports, or the server
        }
    }

    public void Dispose() => _connection.Dispose();

    private void Ask()
    {
        _asked = time.GetTimestamp();
        _connection.Begin(_next, CancellationToken.None);
    }
}
