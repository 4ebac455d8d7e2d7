using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RvWeb.Tests.Dashboard.Otlp;

/// <summary>Our messages are written by hand; the SDK's exporter knows the real ones.</summary>
public sealed partial class OpenTelemetrySdkTests
{
    private static readonly string[] Letters = ["a", "b"];

    [Theory]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    [InlineData(OtlpExportProtocol.Grpc)]
    public async Task Shows_what_the_SDK_exports_over(OtlpExportProtocol protocol)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var traceId = Export(dashboard, protocol);

        var trace = await dashboard.JsonAsync($"/api/telemetry/traces/{traceId}");

        var span = Assert.Single(trace.GetProperty("spans").EnumerateArray());
        Assert.Equal("GET /hello", span.GetProperty("name").GetString());
        Assert.Equal("sdk-client", span.GetProperty("resource").GetString());
        Assert.Equal("server", span.GetProperty("kind").GetString());
        Assert.Equal("error", span.GetProperty("status").GetString());
        Assert.Equal("out of luck", span.GetProperty("statusMessage").GetString());
        Assert.Equal(200, span.GetProperty("attributes").GetProperty("http.response.status_code").GetInt64());
        Assert.Equal(0.5, span.GetProperty("attributes").GetProperty("ratio").GetDouble());
        Assert.Equal("""["a","b"]""", span.GetProperty("attributes").GetProperty("list").GetString());
        Assert.Equal("noticed", span.GetProperty("events")[0].GetProperty("name").GetString());
        var log = Assert.Single(trace.GetProperty("logs").EnumerateArray());
        Assert.Equal("Warning", log.GetProperty("level").GetString());
        Assert.Equal(span.GetProperty("spanId").GetString(), log.GetProperty("spanId").GetString());
    }

    /// <returns>The trace id.</returns>
    private static string Export(RunningDashboard dashboard, OtlpExportProtocol protocol)
    {
        var name = $"sdk-{Guid.NewGuid()}";
        var resource = ResourceBuilder.CreateEmpty().AddService("sdk-client");
        void ToDashboard(OtlpExporterOptions options, string signal)
        {
            options.Protocol = protocol;
            options.Endpoint = protocol == OtlpExportProtocol.Grpc
                ? dashboard.Server.OtlpGrpcUrl
                : new Uri(dashboard.Server.OtlpHttpUrl, "/v1/" + signal);
        }

        using var source = new ActivitySource(name);
        using var meter = new Meter(name);
        using var tracing = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(name)
            .AddOtlpExporter(options => ToDashboard(options, "traces")).Build();
        using var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(name)
            .AddOtlpExporter(options => ToDashboard(options, "metrics")).Build();
        using var loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
            options.SetResourceBuilder(resource).AddOtlpExporter(exporter => ToDashboard(exporter, "logs"))));

        meter.CreateCounter<int>("requests").Add(1);
        using var activity = source.StartActivity("GET /hello", ActivityKind.Server)!;
        activity.SetTag("http.response.status_code", 200).SetTag("ratio", 0.5).SetTag("list", Letters);
        activity.AddEvent(new ActivityEvent("noticed")).SetStatus(ActivityStatusCode.Error, "out of luck");
        Log.Noticed(loggers.CreateLogger("Sdk"), "/hello");
        activity.Stop();
        Assert.True(tracing.ForceFlush() && metrics.ForceFlush());
        return activity.TraceId.ToHexString();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Something about {Path}")]
        public static partial void Noticed(ILogger logger, string path);
    }
}
