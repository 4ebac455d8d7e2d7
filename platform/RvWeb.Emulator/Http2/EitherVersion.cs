using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RvWeb.Emulator.Http2;

/// <summary>Lets a port without TLS serve HTTP/1.1 and HTTP/2.</summary>
internal static class EitherVersion
{
    /// <summary>To be called last: what comes before it sees both versions' connections.</summary>
    public static void UseHttp2(this ListenOptions listen, Http2Transport http2, TimeProvider time)
    {
        // As long as Kestrel itself waits for a request.
        var patience = listen.KestrelServerOptions.Limits.KeepAliveTimeout;
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => async connection =>
        {
            if (await IsHttp2Async(connection, patience, time) is { } isHttp2)
                await (isHttp2 ? http2.ServeAsync(connection) : next(connection));
        });
    }

    /// <returns>Null if the client sent nothing, or not even the beginning of a request, until it left, the server stopped or time was up.</returns>
    private static async Task<bool?> IsHttp2Async(ConnectionContext connection, TimeSpan patience, TimeProvider time)
    {
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        using var late = new CancellationTokenSource(patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, late.Token);
        try
        {
            return await Http2Preface.BeginsAsync(connection.Transport.Input, end.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ConnectionResetException)
        {
            return null;
        }
    }
}
