using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RvWeb.ServiceDefaults.Otlp;

internal static class FunctionTelemetryExtensions
{
    /// <summary>Exports spans and logs over OTLP/HTTP. Metrics are left to the emulator and to Lambda, which count invocations themselves.</summary>
    public static void AddFunctionTelemetry(this IHostApplicationBuilder builder, string[] sources)
    {
        var configuration = builder.Configuration;
        var endpoint = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        if (configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] is { Length: > 0 } and not "http/protobuf"
            || !Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
        {
            System.Console.Error.WriteLine(
                $"Nothing is exported to OTEL_EXPORTER_OTLP_ENDPOINT '{endpoint}': this binary speaks http/protobuf to http:// addresses only. "
                + "Built with FunctionOnly=false it speaks every protocol.");
            return;
        }

        var resource = new OtlpResource(
            configuration["OTEL_SERVICE_NAME"] ?? configuration["AWS_LAMBDA_FUNCTION_NAME"], configuration["OTEL_RESOURCE_ATTRIBUTES"]);
        var client = new OtlpClient(uri, configuration["OTEL_EXPORTER_OTLP_HEADERS"]);
        builder.Services.AddSingleton<IStartupFilter, RequestSpan>();
        builder.Logging.AddProvider(new FunctionTelemetry(client, resource, sources, TimeProvider.System));
    }
}
