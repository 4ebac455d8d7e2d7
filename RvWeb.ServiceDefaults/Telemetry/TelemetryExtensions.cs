using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using RvWeb.ServiceDefaults.Hosting;
using RvWeb.ServiceDefaults.Otlp;
using RvWeb.ServiceDefaults.Telemetry;

namespace Microsoft.Extensions.Hosting;

/// <summary>OpenTelemetry for a service, paid for only if somebody listens.</summary>
public static class TelemetryExtensions
{
    /// <summary>
    /// Exports traces, metrics and logs over OTLP if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; else does nothing at all.
    /// The other <c>OTEL_*</c> variables mean what the OpenTelemetry specification says.
    /// </summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="sources">Names of the activity sources and meters to export; <c>Microsoft.AspNetCore</c> stands for incoming requests.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder AddTelemetry<TBuilder>(this TBuilder builder, params string[] sources)
        where TBuilder : IHostApplicationBuilder
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return builder;
        if (FunctionOnly.IsEnabled)
        {
            builder.AddFunctionTelemetry(sources);
            return builder;
        }

        builder.Services.AddOpenTelemetry()
            .UseOtlpExporter()
            .WithLogging()
            .WithMetrics(metrics => metrics.AddMeter([.. sources, "Microsoft.AspNetCore.Hosting"]))
            .WithTracing(tracing => tracing.AddSources(sources));
        if (!string.IsNullOrEmpty(builder.Configuration["AWS_LAMBDA_FUNCTION_NAME"]))
            builder.Services.ConfigureOpenTelemetryTracerProvider((services, tracing) =>
                tracing.AddProcessor(new FlushAfterInvocation(services)));
        return builder;
    }

    private static void AddSources(this TracerProviderBuilder tracing, string[] sources)
    {
        tracing.AddSource(sources);
        if (sources.Contains("Microsoft.AspNetCore"))
            tracing.AddAspNetCoreInstrumentation(options => options.Filter = context => context.Request.Path != "/health");
    }
}
