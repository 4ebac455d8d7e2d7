using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Dashboard.Otlp;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Hosting;

/// <summary>The doors telemetry comes through.</summary>
internal static class OtlpHost
{
    public static WebApplication Build(DashboardOptions options, TelemetryData telemetry)
    {
        var builder = LocalHostBuilder.Create(options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // gRPC without TLS cannot negotiate: its port speaks HTTP/2 only.
            kestrel.Listen(options.OtlpGrpcPort, HttpProtocols.Http2);
            kestrel.Listen(options.OtlpHttpPort, HttpProtocols.Http1);
            // The endpoints count for themselves: Kestrel would cut the connection before the client has read its 413.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var intake = new TelemetryIntake(telemetry);
        builder.Services.AddSingleton(intake);
        builder.Services.AddCors();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = TelemetryIntake.MaxBytes);

        var app = builder.Build();
        app.UseLocalHostOnly();
        app.UseOtlpOrigins(options);
        app.UseOtlpKey(options);
        app.UseRouting();
        app.MapOtlpHttp(intake);
        app.MapGrpcService<TraceCollector>();
        app.MapGrpcService<LogsCollector>();
        app.MapGrpcService<MetricsCollector>();
        return app;
    }
}
