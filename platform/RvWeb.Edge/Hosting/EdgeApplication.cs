using System.Net;
using System.Text;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Functions.KeyValueStores;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Revalidation;
using RvWeb.Edge.Telemetry;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Hosting;

/// <summary>Puts the edge's parts together on Kestrel.</summary>
internal static class EdgeApplication
{
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(3);

    public static WebApplication Build(EdgeOptions options, TimeProvider time, Action<ILoggingBuilder> addLogs)
    {
        var builder = WebApplication.CreateSlimBuilder();
        addLogs(builder.Logging.ClearProviders().AddFilter("Microsoft", LogLevel.Warning));
        builder.AddTelemetry(EdgeTelemetry.Name);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            if (options.Port == 0)
                kestrel.Listen(IPAddress.Loopback, 0);
            else
                kestrel.ListenLocalhost(options.Port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Shutdown);
        AddEdge(builder.Services, options, time);
        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<EdgeHandler>().HandleAsync);
        return app;
    }

    private static void AddEdge(IServiceCollection services, EdgeOptions options, TimeProvider time)
    {
        var identity = new EdgeIdentity(options.Distribution.LogicalId, EdgeIdentity.RandomRequestId);
        services.AddSingleton(time).AddSingleton(options).AddSingleton(options.Distribution).AddSingleton(identity);
        services.AddSingleton(new MemoryStore(options.CacheBudget));
        services.AddSingleton(new OriginRequests(identity.Via));
        services.AddSingleton(_ => new OriginClient(options.Origins, time));
        services.AddSingleton<RequestCollapsing>().AddSingleton<CacheFiller>();
        services.AddSingleton<Revalidator>().AddHostedService(provider => provider.GetRequiredService<Revalidator>());
        services.AddSingleton<KeyValueStoreSet>().AddSingleton<FunctionSteps>();
        services.AddSingleton<AnswerWriter>().AddSingleton<CachedAnswers>().AddSingleton<PassThrough>().AddSingleton<EdgeHandler>();
    }
}
