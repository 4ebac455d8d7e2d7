using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using RvWeb.Edge.Control;
using RvWeb.Edge.EdgeLocations;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Functions.KeyValueStores;
using RvWeb.Edge.Https;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Refusals;
using RvWeb.Edge.ResponseHeaders;
using RvWeb.Edge.Signing;
using RvWeb.Edge.Telemetry;
using RvWeb.Edge.Viewer;
using RvWeb.Edge.ViewerFacts;
using RvWeb.Edge.Warnings;
using RvWeb.Loopback;
using RvWeb.Loopback.Http2;

namespace RvWeb.Edge.Hosting;

/// <summary>Puts the edge's parts together on Kestrel.</summary>
internal static class EdgeApplication
{
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(3);

    public static WebApplication Build(EdgeOptions options, TimeProvider time, Action<ILoggingBuilder> addLogs)
    {
        var builder = WebApplication.CreateSlimBuilder();
        addLogs(builder.Logging.ClearProviders().AddFilter("Microsoft", LogLevel.Warning)
            // If it may log at all, an Activity is made for each request; the edge makes its own.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None));
        builder.AddTelemetry(EdgeTelemetry.Name);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            Listen(kestrel, options);
            RequestSize.Widen(kestrel.Limits);
            if (options.HttpsPort is { } https)
                HttpsDoor.Listen(kestrel, options.Bind, https, time);
        });
        // A shared part that asks for a location's own one would get a cache that nobody fills: refused at start.
        builder.Host.UseDefaultServiceProvider(services => services.ValidateScopes = services.ValidateOnBuild = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Shutdown);
        builder.Services.AddHttp2Transport();
        AddEdge(builder.Services, options, time);
        var app = builder.Build();
        app.Services.GetRequiredService<Accidents>().LookAt(options.Distribution);
        app.Run(app.Services.GetRequiredService<EdgeHandler>().HandleAsync);
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, EdgeOptions options)
    {
        var http2 = kestrel.ApplicationServices.GetRequiredService<Http2Transport>();
        kestrel.Open(options.Bind, options.Port, Either);
        kestrel.ListenHttp2();

        // The wait for a connection's first bytes is the server's own affair: it does not follow the clock of the cache.
        void Either(ListenOptions listen) => listen.UseHttp2(http2, TimeProvider.System);
    }

    private static void AddEdge(IServiceCollection services, EdgeOptions options, TimeProvider time)
    {
        var identity = new EdgeIdentity(options.Distribution.LogicalId, new RequestIds(BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)))).Next);
        services.AddSingleton(time).AddSingleton(options).AddSingleton(options.Distribution).AddSingleton(identity);
        services.AddSingleton(new OriginRequests(identity.Via));
        services.AddSingleton(_ => new OriginClient(options.Origins, new OriginSigner(options.SigningKey, time), time));
        services.AddSingleton<HttpsDoor>().AddSingleton<FactsForOrigins>().AddSingleton<ViewerAnswerHeaders>();
        services.AddSingleton<KeyValueStoreSet>().AddSingleton<FunctionSteps>();
        services.AddSingleton<AnswerWriter>().AddSingleton<PassThrough>().AddSingleton<EdgeHandler>();
        services.AddEdgeLocations(options);
        services.AddControl();
    }
}
