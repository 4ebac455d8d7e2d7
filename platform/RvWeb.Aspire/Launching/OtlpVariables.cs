using System.Security.Cryptography;
using Aspire.Hosting;

namespace RvWeb.Aspire.Launching;

/// <summary>The variables by which OpenTelemetry's SDKs learn where to export to and as whom.</summary>
internal static class OtlpVariables
{
    /// <summary>Where the AppHost's configuration holds the address once the dashboard listens.</summary>
    public const string EndpointKey = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    /// <summary>The same for gRPC.</summary>
    public const string GrpcEndpointKey = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";

    /// <summary>Where it holds what exporters must send along; nothing unless the dashboard asks for a key.</summary>
    public const string HeadersKey = "RvWeb:OtlpHeaders";

    /// <summary>The variable for that.</summary>
    public const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";

    private const string InstanceIdLetters = "abcdefghijklmnopqrstuvwxyz0123456789";

    // A trace is to be seen within two seconds of its request.
    private const string DevelopmentDelayMilliseconds = "500";

    public static string EndpointKeyOf(OtlpProtocol protocol) => protocol == OtlpProtocol.Grpc ? GrpcEndpointKey : EndpointKey;

    public static IEnumerable<KeyValuePair<string, string>> For(string resource, string endpoint, OtlpProtocol protocol, bool isDevelopment)
    {
        yield return new("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
        yield return new("OTEL_EXPORTER_OTLP_PROTOCOL", protocol switch
        {
            OtlpProtocol.Grpc => "grpc",
            OtlpProtocol.HttpJson => "http/json",
            _ => "http/protobuf",
        });
        yield return new("OTEL_SERVICE_NAME", resource);
        yield return new("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={RandomNumberGenerator.GetString(InstanceIdLetters, 8)}");
        yield return new("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (!isDevelopment)
            yield break;
        yield return new("OTEL_BSP_SCHEDULE_DELAY", DevelopmentDelayMilliseconds);
        yield return new("OTEL_BLRP_SCHEDULE_DELAY", DevelopmentDelayMilliseconds);
        yield return new("OTEL_METRIC_EXPORT_INTERVAL", "1000");
        yield return new("OTEL_TRACES_SAMPLER", "always_on");
        yield return new("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based");
        yield return new("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true");
        yield return new("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
        yield return new("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
    }
}
