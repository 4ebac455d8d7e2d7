using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Dashboard.Api;
using RvWeb.Dashboard.Assets;
using RvWeb.Dashboard.Commands;
using RvWeb.Dashboard.Consoles;
using RvWeb.Dashboard.Pages;
using RvWeb.Dashboard.Sessions;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Hosting;

/// <summary>The pages, their live updates and the JSON read API.</summary>
internal static class PagesHost
{
    public static WebApplication Build(DashboardOptions options, ResourceBoard resources, TelemetryData telemetry)
    {
        var builder = LocalHostBuilder.Create(options);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options.Port, HttpProtocols.Http1));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(resources);
        builder.Services.AddSingleton(telemetry.Traces);
        builder.Services.AddSingleton(telemetry.Logs);
        builder.Services.AddSingleton(telemetry.Metrics);
        builder.Services.AddSingleton(telemetry);
        builder.Services.AddSingleton<ResourceColors>();
        builder.Services.AddSingleton<CommandCenter>();

        var app = builder.Build();
        app.UseLocalHostOnly();
        app.UseSecurityHeaders();
        app.UseSameOrigin();
        app.UseBrowserLogin(options);
        app.UseRouting();
        app.MapPages();
        app.MapLiveEvents(resources.Changes, telemetry.Changes);
        app.MapAssets();
        app.MapConsoleText(resources);
        app.MapTelemetryApi(telemetry);
        app.MapOtlpApi(telemetry);
        app.MapSessions(telemetry);
        app.MapResourceApi(resources);
        app.MapCommands(app.Services.GetRequiredService<CommandCenter>());
        return app;
    }
}
