using System.Net;
using System.Net.Sockets;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Origin;

/// <summary>Connects to an origin, as often and as patiently as the template says (4.5).</summary>
internal sealed class OriginConnector(OriginDefinition origin, TimeProvider time)
{
    /// <summary>Carried by a request: connecting does not count against its read timeout.</summary>
    public static readonly HttpRequestOptionsKey<OriginDeadline> Deadline = new("RvWeb.Edge.Deadline");

    private static readonly HttpRequestOptionsKey<bool> Connected = new("RvWeb.Edge.Connected");

    /// <exception cref="EndOfStreamException">
    /// A connection made for this request has ended without an answer. The HTTP client would repeat it by itself, unseen and
    /// uncounted; it may do so only where a kept connection has ended.
    /// </exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var options = context.InitialRequestMessage.Options;
        if (options.TryGetValue(Connected, out _))
            throw new EndOfStreamException("the connection was closed without an answer");
        options.Set(Connected, true);
        options.TryGetValue(Deadline, out var deadline);
        deadline?.Pause();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var stream = await AttemptAsync(context.DnsEndPoint, cancellationToken);
                deadline?.Resume();
                return stream;
            }
            catch (Exception problem) when (problem is SocketException or TimeoutException && attempt < origin.ConnectionAttempts)
            {
                // The template allows another attempt.
            }
        }
    }

    private async Task<NetworkStream> AttemptAsync(DnsEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(origin.ConnectionTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(endpoint, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException($"no connection within {origin.ConnectionTimeout.TotalSeconds} s");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
