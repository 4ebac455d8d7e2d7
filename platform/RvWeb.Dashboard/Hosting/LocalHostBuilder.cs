using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RvWeb.Dashboard.Hosting;

/// <summary>A web host that takes nothing from the process around it: no configuration, no environment, no signals.</summary>
internal static class LocalHostBuilder
{
    public static WebApplicationBuilder Create(DashboardOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options.Logging);
        builder.Services.AddSingleton(options.Time);
        builder.Services.AddSingleton<IHostLifetime, CallerOwnedLifetime>();
        // Under its own names nobody exports these: telemetry about taking telemetry in would never end.
        builder.Services.AddSingleton(new ActivitySource("RvWeb.Dashboard"));
        builder.Services.AddSingleton(new DiagnosticListener("RvWeb.Dashboard"));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        return builder;
    }
}
