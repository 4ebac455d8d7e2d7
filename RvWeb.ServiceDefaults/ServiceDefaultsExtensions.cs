using Microsoft.AspNetCore.Routing;
using RvWeb.ServiceDefaults.Console;
using RvWeb.ServiceDefaults.Health;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every web service of the solution shares, in the shape of Aspire's ServiceDefaults template.</summary>
/// <remarks>
/// Service discovery and resilience are left out on purpose: in a Lambda function they are paid for at every cold start
/// and nothing here calls another service.
/// </remarks>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds line-per-entry console logs and, if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, OpenTelemetry.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddLineConsole();
        return builder.AddTelemetry("Microsoft.AspNetCore", "RvWeb.Lambda");
    }

    /// <summary>Maps <c>GET /health</c>, which answers <c>{"status":"ok"}</c> and is never cached.</summary>
    /// <param name="app">The application.</param>
    /// <returns>The same application.</returns>
    public static TApplication MapDefaultEndpoints<TApplication>(this TApplication app)
        where TApplication : IEndpointRouteBuilder
    {
        app.MapHealth();
        return app;
    }
}
