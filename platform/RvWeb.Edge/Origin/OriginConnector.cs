using System.Net;
using System.Net.Sockets;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Origin;

/// <summary>Connects to an origin, as often and as patiently as the template says (4.5).</summary>
internal sealed class OriginConnector(TimeProvider time)
{
    private static readonly HttpRequestOptionsKey<OriginDefinition> Origin = new("RvWeb.Edge.Origin");

    private static readonly HttpRequestOptionsKey<OriginDeadline> Deadline = new("RvWeb.Edge.Deadline");

    /// <param name="message">Will be sent.</param>
    /// <param name="origin">Says how often and how patiently to connect.</param>
    /// <param name="deadline">Stands still meanwhile: connecting does not count against the read timeout.</param>
    public static void Prepare(HttpRequestMessage message, OriginDefinition origin, OriginDeadline deadline)
    {
        message.Options.Set(Origin, origin);
        message.Options.Set(Deadline, deadline);
    }

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var options = context.InitialRequestMessage.Options;
        if (!options.TryGetValue(Deadline, out var deadline) || !options.TryGetValue(Origin, out var origin))
            throw new InvalidOperationException("A request to an origin was not prepared for this connector.");
        deadline.Pause();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var stream = await AttemptAsync(context.DnsEndPoint, origin.ConnectionTimeout, cancellationToken);
                deadline.Resume();
                return stream;
            }
            catch (Exception problem) when (problem is SocketException or TimeoutException && attempt < origin.ConnectionAttempts)
            {
                // The template allows another attempt.
            }
        }
    }

    private async Task<NetworkStream> AttemptAsync(DnsEndPoint endpoint, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(endpoint, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException($"no connection within {timeout.TotalSeconds} s");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
