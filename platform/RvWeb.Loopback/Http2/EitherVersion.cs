using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Loopback.Http2;

/// <summary>Lets a port without TLS serve HTTP/1.1 and HTTP/2.</summary>
public static class EitherVersion
{
    /// <summary>Registers the transport that <see cref="ListenHttp2"/> and <see cref="UseHttp2"/> need.</summary>
    /// <param name="services">The server's services.</param>
    public static void AddHttp2Transport(this IServiceCollection services)
    {
        services.AddSingleton<Http2Transport>();
        services.AddSingleton<IConnectionListenerFactory>(provider => provider.GetRequiredService<Http2Transport>());
    }

    /// <summary>Opens the endpoint, without a port, that the ports bring their HTTP/2 connections to.</summary>
    /// <param name="kestrel">The server.</param>
    public static void ListenHttp2(this KestrelServerOptions kestrel)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        kestrel.Listen(new Http2EndPoint(), listen => listen.Protocols = HttpProtocols.Http2);
    }

    /// <summary>To be called last: what comes before it sees both versions' connections.</summary>
    /// <param name="listen">The port.</param>
    /// <param name="http2">The registered transport.</param>
    /// <param name="time">Ends the wait for a connection's first bytes.</param>
    public static void UseHttp2(this ListenOptions listen, Http2Transport http2, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(listen);
        ArgumentNullException.ThrowIfNull(http2);
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
