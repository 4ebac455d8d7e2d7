using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Dashboard.Api;
using RvWeb.Dashboard.Assets;
using RvWeb.Dashboard.Commands;
using RvWeb.Dashboard.Compare;
using RvWeb.Dashboard.Consoles;
using RvWeb.Dashboard.EdgeCache;
using RvWeb.Dashboard.Pages;
using RvWeb.Dashboard.Resources;
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
        builder.Services.AddSingleton<EdgeClient>();
        builder.Services.AddScoped<EdgeStates>();
        builder.Services.AddHttpContextAccessor(); // the layout reads the theme from its cookie
        builder.Services.AddHostedService<ComparisonsLifetime>();

        var app = builder.Build();
        app.UseLocalHostOnly();
        app.UseSecurityHeaders();
        app.UseSameOrigin();
        app.UseBrowserLogin(options);
        app.UseRouting();
        app.MapPages();
        app.MapEdge(resources, app.Services.GetRequiredService<EdgeClient>());
        app.MapCompare(options.Comparisons, resources);
        app.MapResourceExports(resources);
        app.MapLiveEvents(resources.Changes, telemetry.Changes, options.Comparisons.Changes);
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
